import EntityModel

/// The members of an enumeration that a client gets another word in place of, unless it asks for those that came later:
/// learned clients do not know them (evolvable enumerations), or the version of the service does not.
struct HiddenMembers: Sendable {
  /// In lower case, since the store may spell them otherwise.
  private let hidden: Set<String>
  /// Also in lower case: nothing else can be said; nil where all can that is not hidden.
  private let shown: Set<String>?
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
    shown = nil
    sentinel = type.sentinel?.name
  }

  /// Of values that another version takes for something else, as for any text.
  init(allBut type: EnumType, hidesLater: Bool) {
    hidden = hidesLater ? Set(type.laterMembers.map { $0.name.lowercased() }) : []
    shown = Set(type.members.map { $0.name.lowercased() })
    sentinel = type.sentinel?.name
  }

  /// - Parameter text: a member, or of flags several with commas between them.
  /// - Returns: nil where nothing is left that can be said.
  func hiding(_ text: String) -> String? {
    var words: [String] = []
    for word in text.split(separator: ",", omittingEmptySubsequences: false) {
      guard let said = isHidden(word.lowercased()) ? sentinel : String(word) else { continue }
      if !words.contains(said) { words.append(said) }
    }
    return words.isEmpty ? nil : words.joined(separator: ",")
  }

  private func isHidden(_ word: String) -> Bool {
    hidden.contains(word) || shown.map { !$0.contains(word) } ?? false
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

  /// - Parameter type: what declares the property; nil for a value that is none.
  func members(of property: Property, _ type: StructuredType?) -> HiddenMembers? {
    guard case .enumeration(let name) = property.type.element, let declared = model.enumType(name) else {
      return nil
    }
    if isOtherwiseKept(property, name, type) {
      return HiddenMembers(allBut: declared, hidesLater: hidesLater)
    }
    return HiddenMembers(declared, stored: stored?.enumType(name), hidesLater: hidesLater)
  }

  /// The store's model has another type there; where our own documents say so, they say also how the words differ.
  private func isOtherwiseKept(_ property: Property, _ enumeration: String, _ type: StructuredType?) -> Bool {
    guard !property.traits.isCamelCased, let type, let kept = stored?.type(type.storedName),
      let element = kept.property(property.storedName)?.type.element
    else { return false }
    guard case .enumeration(enumeration) = element else { return true }
    return false
  }

  mutating func has(_ property: Property, _ type: StructuredType?) -> Bool {
    switch property.type.element {
    case .primitive: return false
    case .enumeration: return members(of: property, type) != nil
    case .structured(let name):
      guard let declared = model.type(name), visited.insert(declared.name).inserted else { return false }
      for type in model.family(of: declared) {
        for property in type.properties where has(property, type) { return true }
      }
      return false
    }
  }
}
