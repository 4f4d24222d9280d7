import EntityModel
import JSON

/// Hides the members of an enumeration that came after its sentinel (graph-platform 1.6): `wpa3Personal` is written
/// as `unknownFutureValue`.
struct LaterMembers: Sendable {
  /// In lower case, since the store may spell them otherwise.
  private let hidden: Set<String>
  private let sentinel: String

  /// nil when the enumeration has no such members.
  init?(_ type: EnumType) {
    guard let sentinel = type.sentinel, !type.laterMembers.isEmpty else { return nil }
    self.sentinel = sentinel.name
    hidden = Set(type.laterMembers.map { $0.name.lowercased() })
  }

  /// - Parameter text: a member, or of flags several with commas between them.
  func hiding(_ text: String) -> String {
    var words: [String] = []
    for word in text.split(separator: ",", omittingEmptySubsequences: false) {
      let shown = hidden.contains(word.lowercased()) ? sentinel : String(word)
      if !words.contains(shown) { words.append(shown) }
    }
    return words.joined(separator: ",")
  }
}

extension EntityModel {
  /// Whether values of the type may hold members that are hidden.
  func hasLaterMembers(_ type: TypeReference) -> Bool {
    var visited: Set<String> = []
    return hasLaterMembers(type.element, &visited)
  }

  private func hasLaterMembers(_ element: TypeReference.Element, _ visited: inout Set<String>) -> Bool {
    switch element {
    case .primitive: return false
    case .enumeration(let name): return enumType(name).flatMap(LaterMembers.init) != nil
    case .structured(let name):
      guard let declared = type(name), visited.insert(declared.name).inserted else { return false }
      for type in family(of: declared) {
        for property in type.properties where hasLaterMembers(property.type.element, &visited) { return true }
      }
      return false
    }
  }
}
