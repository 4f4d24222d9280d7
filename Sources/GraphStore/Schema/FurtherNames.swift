import EntityModel

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

  // MARK: Text

  package var text: String {
    members.sorted { $0.key < $1.key }
      .map { ([$0.key] + $0.value.sorted()).joined(separator: " ") + "\n" }.joined()
  }

  package init(text: String) {
    var found: [String: Set<String>] = [:]
    for line in text.split(separator: "\n") {
      let names = line.split(separator: " ").map(String.init)
      if let type = names.first { found[type] = Set(names.dropFirst()) }
    }
    members = found
  }

  /// A name that the other has and this one has not, `microsoft.graph.message/subject`; nil when there is none.
  package func missing(of other: FurtherNames) -> String? {
    for (type, names) in other.members.sorted(by: { $0.key < $1.key }) {
      guard let own = members[type] else { return type }
      if let name = names.subtracting(own).min() { return "\(type)/\(name)" }
    }
    return nil
  }
}
