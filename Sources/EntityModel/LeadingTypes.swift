/// Complex types whose values paths go through to reach objects: they have navigation properties, or a type below them
/// or a value in them has some.
struct LeadingTypes {
  private(set) var names: Set<String> = []
  private let types: [StructuredType]

  init(_ types: [StructuredType]) {
    self.types = types.filter { $0.kind == .complex }
    while true {
      let found = self.types.filter { !names.contains($0.name) && leads($0) }
      if found.isEmpty { return }
      for type in found { names.formUnion(Self.lineage(type)) }
    }
  }

  private func leads(_ type: StructuredType) -> Bool {
    !type.navigationProperties.isEmpty || type.properties.contains(where: leads)
  }

  private func leads(_ property: Property) -> Bool {
    guard !property.type.isCollection, case .structured(let name) = property.type.element else {
      return false
    }
    return names.contains(name)
  }

  /// The type and its bases: a cast leads from them to it.
  private static func lineage(_ type: StructuredType) -> [String] {
    sequence(first: type) { $0.baseType }.map(\.name)
  }
}
