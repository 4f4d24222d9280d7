package import EntityModel

/// What `$select` asks for.
package enum Selection: Sendable, Equatable {
  /// The default properties of each type.
  case defaults
  case members([SelectedMember])

  /// These properties whole; `*` stands for every default property.
  package static func names(_ names: [String]) -> Selection { .members(names.map { SelectedMember($0) }) }
}

/// One property of `$select`.
package struct SelectedMember: Sendable, Equatable {
  /// In lower case.
  package let name: String
  /// Names of the types whose objects show it, after a cast; nil: all.
  package let types: Set<String>?
  /// What is shown of a complex value; nil: the whole.
  package let inner: [SelectedMember]?
  /// The name of a member that no type declares, as it is stored; nil for all others.
  package let dynamicName: String?

  package init(
    _ name: String, types: Set<String>? = nil, inner: [SelectedMember]? = nil, dynamicName: String? = nil
  ) {
    self.name = name.lowercased()
    self.types = types
    self.inner = inner
    self.dynamicName = dynamicName
  }
}

extension Selection {
  /// What an object has undeclared is shown too.
  var showsAll: Bool {
    switch self {
    case .defaults: true
    case .members(let members): members.contains { $0.name == "*" }
    }
  }

  /// Whether anything of a property is shown.
  package func includes(_ property: Property, in type: StructuredType) -> Bool {
    share(of: property, in: type) != .nothing
  }

  /// Names of the members to show of an open type that it does not declare, each once.
  package func dynamicNames(of type: StructuredType) -> [String] {
    guard case .members(let members) = self, type.isOpen else { return [] }
    var names: [String] = []
    for member in members where member.types?.contains(type.name) != false {
      if let name = member.dynamicName, !names.contains(name) { names.append(name) }
    }
    return names
  }

  /// How a property is shown.
  enum Share: Equatable {
    case nothing, whole
    case part([SelectedMember])
  }

  func share(of property: Property, in type: StructuredType) -> Share {
    switch self {
    case .defaults: property.traits.isSelectOnly ? .nothing : .whole
    case .members(let members): members.share(of: property, in: type)
    }
  }
}

extension [SelectedMember] {
  func share(of property: Property, in type: StructuredType) -> Selection.Share {
    if !property.traits.isSelectOnly, contains(where: { $0.name == "*" }) { return .whole }
    let name = property.name.lowercased()
    let named = filter { $0.name == name && $0.types?.contains(type.name) != false }
    guard !named.isEmpty else { return .nothing }
    let parts = named.compactMap(\.inner)
    // Who asks for the whole and for a part gets the whole.
    return parts.count == named.count ? .part(parts.flatMap(\.self)) : .whole
  }
}
