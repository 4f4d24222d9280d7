import EntityModel
import Foundation

/// What a model has beyond the groundwork: its types with their members, as lines of names that are sorted. What was
/// stored by them needs them again.
package struct FurtherNames: Sendable, Equatable {
  /// By the stored name of the type; members that are stored.
  private let members: [String: Set<String>]

  package var isEmpty: Bool { members.isEmpty }

  init(_ model: EntityModel, beyond groundwork: Groundwork) {
    var found: [String: Set<String>] = [:]
    for type in model.structuredTypes where type.storedName == type.name {
      let isNew = !groundwork.has(type)
      let names = Self.ownMembers(type).filter { isNew || !groundwork.hasMember($0, of: type) }
      if isNew || !names.isEmpty { found[type.name] = Set(names) }
    }
    members = found
  }

  private static func ownMembers(_ type: StructuredType) -> [String] {
    type.ownProperties.map(\.storedName)
      + type.ownNavigationProperties.map(\.storedName)
  }

  private init(_ members: [String: Set<String>]) { self.members = members }

  /// Those of a model that is the groundwork alone.
  package static let none = FurtherNames([:])

  // MARK: Text

  /// The last line says what stands before it: a file that was cut or changed is none.
  package var text: String {
    let lines = members.sorted { $0.key < $1.key }
      .map { ([$0.key] + $0.value.sorted()).joined(separator: " ") + "\n" }.joined()
    return lines + Self.end(of: lines)
  }

  /// - Returns: nil for a text that was not written so.
  package init?(text: String) {
    guard let end = text.range(of: Self.beginningOfEnd, options: .backwards),
      text[end.lowerBound...] == Self.end(of: text[..<end.lowerBound])
    else { return nil }
    var found: [String: Set<String>] = [:]
    for line in text[..<end.lowerBound].split(separator: "\n") {
      let names = line.split(separator: " ").map(String.init)
      if let type = names.first { found[type] = Set(names.dropFirst()) }
    }
    members = found
  }

  /// No name has a number sign.
  private static let beginningOfEnd = "# "

  private static func end(of lines: some StringProtocol) -> String {
    var hash = FNVHash()
    hash.add(lines)
    return beginningOfEnd + String(hash.value, radix: 16) + "\n"
  }

  /// A name that a model has not, `microsoft.graph.message/subject`; nil when there is none.
  ///
  /// - Parameter model: in it a base of a type may have what the type had, or types below may.
  func missing(in model: EntityModel) -> String? {
    for (type, names) in members.sorted(by: { $0.key < $1.key }) {
      guard let found = model.type(type) else { return type }
      let unknown = names.filter { found.member($0) == nil }
      guard !unknown.isEmpty else { continue }
      let below = model.derivedTypes(of: found)
      if let name = unknown.filter({ name in !below.contains { $0.member(name) != nil } }).min() {
        return "\(type)/\(name)"
      }
    }
    return nil
  }
}
