import EntityModel

/// The texts that an object of a type holds, also in its complex values, for a `$search` to look into.
struct SearchedTexts {
  let model: EntityModel
  let type: StructuredType

  /// Those of what the model calls searchable; of everything but the key where it calls nothing so.
  var paths: [MemberPath] {
    if let searched = type.traits.searched { return searched.flatMap { paths(named: $0) ?? [] } }
    let all = model.family(of: type).flatMap(\.properties)
    let marked = all.filter(\.traits.isSearchable)
    var seen: Set<String> = []
    let names = (marked.isEmpty ? all.filter { $0.name != type.keyName } : marked).map(\.name)
      .filter { seen.insert($0).inserted }
    return Array(names.lazy.flatMap { paths(named: $0) ?? [] }.prefix(Self.limit))
  }

  /// nil where there is no such member, or no text in it.
  func paths(named name: String) -> [MemberPath]? {
    guard case .property(let property)? = model.member(name, of: type) else { return nil }
    let first = MemberPath.Step.property(property, declaring: model.typesDeclaring(name, below: type))
    let paths = paths(in: property, after: [first])
    return paths.isEmpty ? nil : paths
  }

  /// - Parameter steps: up to the property, which is the last of them.
  private func paths(in property: Property, after steps: [MemberPath.Step]) -> [MemberPath] {
    guard !property.type.isCollection else { return [] }
    if property.type.element == .primitive(.string) { return [MemberPath(root: .item, steps: steps)] }
    guard steps.count < Self.depth, case .structured(let name) = property.type.element,
      let complex = model.type(name)
    else { return [] }
    return complex.properties.flatMap { paths(in: $0, after: steps + [.property($0, declaring: [])]) }
  }

  /// How deep values are looked into that stand in values.
  private static let depth = 4
  /// So many texts of a row are looked through.
  private static let limit = 60
}
