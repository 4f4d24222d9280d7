import EntityModel
import Foundation

/// What a model has beyond the groundwork: its types with their members and what values these have, as lines of names that
/// are sorted. What was stored by them needs them again.
package struct FurtherNames: Sendable, Equatable {
  /// By the stored name of the type, and of a member that is stored: what values it has. A navigation property has none, and
  /// of others that a folder from before remembers it is not known.
  private let members: [String: [String: ValueForm?]]

  package var isEmpty: Bool { members.isEmpty }

  init(_ model: EntityModel, beyond groundwork: Groundwork) {
    var found: [String: [String: ValueForm?]] = [:]
    for type in model.structuredTypes where type.storedName == type.name {
      let isNew = !groundwork.has(type)
      let names = Self.ownMembers(type).filter { isNew || !groundwork.hasMember($0.key, of: type) }
      if isNew || !names.isEmpty { found[type.name] = names }
    }
    members = found
  }

  private static func ownMembers(_ type: StructuredType) -> [String: ValueForm?] {
    let properties = type.ownProperties.map { ($0.storedName, Optional(ValueForm($0.type))) }
    let navigation = type.ownNavigationProperties.map { ($0.storedName, ValueForm?.none) }
    return Dictionary(properties + navigation) { first, _ in first }
  }

  private init(_ members: [String: [String: ValueForm?]]) { self.members = members }

  /// Those of a model that is the groundwork alone.
  package static let none = FurtherNames([:])

  // MARK: Text

  /// The last line says what stands before it: a file that was cut or changed is none.
  package var text: String {
    let lines = members.sorted { $0.key < $1.key }
      .map { type in
        let members = type.value.map { name, form in form.map { "\(name):\($0.text)" } ?? name }
        return ([type.key] + members.sorted()).joined(separator: " ") + "\n"
      }.joined()
    return lines + Self.end(of: lines)
  }

  /// - Returns: nil for a text that was not written so.
  package init?(text: String) {
    guard let end = text.range(of: Self.beginningOfEnd, options: .backwards),
      text[end.lowerBound...] == Self.end(of: text[..<end.lowerBound])
    else { return nil }
    var found: [String: [String: ValueForm?]] = [:]
    for line in text[..<end.lowerBound].split(separator: "\n") {
      let names = line.split(separator: " ").map(String.init)
      guard let type = names.first else { continue }
      found[type] = Dictionary(names.dropFirst().map(Self.member)) { first, _ in first }
    }
    members = found
  }

  /// `subject:Edm.String`
  private static func member(_ text: String) -> (String, ValueForm?) {
    let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
    return (parts.first ?? text, parts.count > 1 ? ValueForm(text: parts[1]) : nil)
  }

  /// No name has a number sign.
  private static let beginningOfEnd = "# "

  private static func end(of lines: some StringProtocol) -> String {
    var hash = FNVHash()
    hash.add(lines)
    return beginningOfEnd + String(hash.value, radix: 16) + "\n"
  }

  // MARK: Comparing

  /// What a model has not, `microsoft.graph.message/subject`, or has with values of another kind,
  /// `microsoft.graph.message/subject as Edm.String`; nil when there is none.
  ///
  /// - Parameters:
  ///   - model: in it a base of a type may have what the type had, or types below may.
  ///   - versions: what the model has of several of them has the values of one; those of the others are known by it too.
  func missing(in model: EntityModel, _ versions: [EntityModel]) -> String? {
    for (type, members) in members.sorted(by: { $0.key < $1.key }) {
      guard let found = model.type(type) else { return type }
      let below = model.derivedTypes(of: found)
      for (name, form) in members.sorted(by: { $0.key < $1.key }) {
        let known = found.member(name).map { [$0] } ?? below.compactMap { $0.member(name) }
        guard !known.isEmpty else { return "\(type)/\(name)" }
        guard let form, !known.contains(where: { $0.takes(form) }) else { continue }
        let others = versions.lazy.compactMap { ($0.type(storedAs: type) ?? $0.type(type))?.member(name) }
        guard others.contains(where: { $0.takes(form) }) else { return "\(type)/\(name) as \(form.text)" }
      }
    }
    return nil
  }
}

extension Member {
  /// Whether what was stored as values of that form are values of the member.
  fileprivate func takes(_ form: ValueForm) -> Bool {
    switch self {
    case .property(let property): ValueForm(property.type).takes(form)
    case .navigation: true
    }
  }
}
