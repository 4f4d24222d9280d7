import EntityModel

/// The members of an enumeration that a client gets another word in place of, unless it asks for those that came later:
/// learned clients do not know them (evolvable enumerations), or the version of the service does not.
struct HiddenMembers: Sendable {
  /// In lower case, since the store may spell them otherwise.
  private let hidden: Set<String>
  /// nil where the enumeration has no word for what is unknown.
  private let sentinel: String?

  /// nil when the enumeration has no such members.
  ///
  /// - Parameters:
  ///   - stored: the enumeration as the store knows it, with the members of all versions.
  ///   - hidesLater: whether those after the sentinel are hidden.
  init?(_ type: EnumType, stored: EnumType?, hidesLater: Bool) {
    let known = Set(type.members.map { $0.name.lowercased() })
    let others = (stored?.members ?? []).map { $0.name.lowercased() }.filter { !known.contains($0) }
    let later = hidesLater ? type.laterMembers.map { $0.name.lowercased() } : []
    guard !others.isEmpty || !later.isEmpty else { return nil }
    hidden = Set(others + later)
    sentinel = type.sentinel?.name
  }

  /// - Parameter text: a member, or of flags several with commas between them.
  /// - Returns: nil where nothing is left that can be said.
  func hiding(_ text: String) -> String? {
    var words: [String] = []
    for word in text.split(separator: ",", omittingEmptySubsequences: false) {
      guard let shown = hidden.contains(word.lowercased()) ? sentinel : String(word) else { continue }
      if !words.contains(shown) { words.append(shown) }
    }
    return words.isEmpty ? nil : words.joined(separator: ",")
  }
}

/// Which values may hold members of enumerations that are hidden.
struct HidingTypes {
  let model: EntityModel
  /// nil where it is the same.
  let stored: EntityModel?
  let hidesLater: Bool
  private var visited: Set<String> = []

  init(_ model: EntityModel, stored: EntityModel?, hidesLater: Bool) {
    (self.model, self.stored, self.hidesLater) = (model, stored, hidesLater)
  }

  func members(of name: String) -> HiddenMembers? {
    model.enumType(name).flatMap {
      HiddenMembers($0, stored: stored?.enumType(name), hidesLater: hidesLater)
    }
  }

  mutating func has(_ type: TypeReference) -> Bool { has(type.element) }

  private mutating func has(_ element: TypeReference.Element) -> Bool {
    switch element {
    case .primitive: return false
    case .enumeration(let name): return members(of: name) != nil
    case .structured(let name):
      guard let declared = model.type(name), visited.insert(declared.name).inserted else { return false }
      for type in model.family(of: declared) {
        for property in type.properties where has(property.type.element) { return true }
      }
      return false
    }
  }
}
