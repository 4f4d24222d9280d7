import EntityModel

/// What the tables of type hierarchies are called, and which hierarchies there are.
///
/// What came with further metadata is called by the whole name of its type, which no table of rules has, and which
/// stays the same whatever else comes along.
struct TableNames {
  /// The types that hierarchies begin at.
  let roots: [StructuredType]
  /// Names of the types that something of the groundwork contains.
  let contained: Set<String>
  private let groundwork: Groundwork
  private var byType: [String: String] = [:]
  /// Types that nothing derives from here, but does as another version has it: by their names those of types that are
  /// kept in the same table.
  private(set) var kept: [String: String] = [:]

  init(model: EntityModel, groundwork: Groundwork) {
    self.groundwork = groundwork
    kept = Self.keptElsewhere(model, groundwork)
    roots = model.structuredTypes.filter { [kept] in kept[$0.name] == nil && Self.isRoot($0, groundwork) }
    contained = Set(
      model.structuredTypes.flatMap { type in
        type.ownNavigationProperties.filter { $0.containsTarget && groundwork.has($0, of: type) }.map(
          \.target)
      })
    for root in roots {
      for type in model.family(of: root) { byType[type.name] = name(ofRoot: root) }
    }
    for (type, other) in kept { byType[type] = byType[other] }
  }

  /// A version may derive a type from an abstract one that has no objects as the other one derives it: what leads to the
  /// abstract one in the first leads to objects of the type.
  private static func keptElsewhere(_ model: EntityModel, _ groundwork: Groundwork) -> [String: String] {
    var kept: [String: String] = [:]
    for type in model.structuredTypes where !type.isAbstract && !groundwork.has(type) {
      var base = type.traits.publishedBase.flatMap { model.type($0) }
      while let current = base, isEmpty(current, model, groundwork), kept[current.name] == nil {
        for empty in model.family(of: current) where kept[empty.name] == nil { kept[empty.name] = type.name }
        base = current.baseType
      }
    }
    return kept
  }

  /// Whether no object can be in a hierarchy that came along.
  private static func isEmpty(_ type: StructuredType, _ model: EntityModel, _ groundwork: Groundwork) -> Bool
  {
    type.kind == .entity && !groundwork.has(type) && !isBareRoot(type, groundwork)
      && model.family(of: type).allSatisfy(\.isAbstract)
  }

  /// nil for a type that is never stored.
  func table(of type: StructuredType) -> String? { byType[type.name] }

  func name(ofRoot root: StructuredType) -> String {
    groundwork.has(root) ? root.traits.table ?? root.shortName : root.name
  }

  /// A hierarchy begins at a type with a `Table` of its own, or below an abstract type that has none.
  private static func isRoot(_ type: StructuredType, _ groundwork: Groundwork) -> Bool {
    guard type.kind == .entity, !isBareRoot(type, groundwork) else { return false }
    return type.baseType.map { isBareRoot($0, groundwork) } ?? true
  }

  /// `entity`: abstract, without base and without properties beyond the key; it has no rows of its own.
  private static func isBareRoot(_ type: StructuredType, _ groundwork: Groundwork) -> Bool {
    guard type.kind == .entity, type.isAbstract, type.baseType == nil, type.traits.table == nil else {
      return false
    }
    return groundwork.has(type) || type.properties.allSatisfy { $0.name == "id" }
  }
}
