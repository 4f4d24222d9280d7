package import EntityModel
import JSON

/// Makes projections for one version of the service.
package struct ProjectionBuilder: Sendable {
  /// The version's own model.
  package let model: EntityModel
  package let schema: StoreSchema
  package let derived: DerivedExpressions

  package init(model: EntityModel, schema: StoreSchema, derived: DerivedExpressions) {
    self.model = model
    self.schema = schema
    self.derived = derived
  }

  /// - Parameters:
  ///   - declared: the type that the place declares; rows may have any type below it.
  ///   - cast: true after a cast segment or for an exact set: the type annotation is left out for `declared`.
  ///   - alias: the alias of the table in the statement.
  package func projection(
    identifier: Int, declared: StructuredType, selection: Selection, expansions: [ExpansionColumn] = [],
    alias: String = "t", style: RepresentationStyle = .standard
  ) -> Projection {
    var extras = ExtraColumns(alias: alias)
    var types: [String: TypeProjection] = [:]
    for type in model.family(of: declared) where !type.isAbstract {
      types[type.storedName] = typeProjection(type, declared, selection, expansions, style, &extras)
    }
    return Projection(
      identifier: identifier, extras: extras.sql, types: types, nested: expansions.flatMap(\.nested))
  }

  private func typeProjection(
    _ type: StructuredType, _ declared: StructuredType, _ selection: Selection,
    _ expansions: [ExpansionColumn], _ style: RepresentationStyle, _ extras: inout ExtraColumns
  ) -> TypeProjection {
    // What is expanded inside a complex property brings that property along.
    let containers = Set(expansions.filter { $0.path.count == 2 }.map { $0.path[0] })
    let properties = wireOrder(type).filter {
      // Bytes have URLs of their own.
      !$0.isStream && (selection.share(of: $0, in: type) != .nothing || containers.contains($0.name))
    }
    var wanted: [String: Int] = [:]
    var names = MemberNames()
    var items: [TypeProjection.Item] = []
    if style.identifiesObjects {
      items.append(TypeProjection.Item(name: names.add("@odata.id"), source: .id, absent: .null))
    }
    if !style.isLimited(type) { items += tagItems(type, &names, &extras) }
    items += properties.map { item($0, type, selection, expansions, style, &names, &wanted, &extras) }
    for expansion in expansions where expansion.path.count == 1 && has(expansion, type, declared) {
      items += expansionItems(expansion, &names, &extras)
    }
    for name in style.isLimited(type) ? [] : Self.mediaAnnotations(type) + selection.dynamicNames(of: type) {
      let value = "\(extras.alias).properties -> \(literal("$." + name.quotedInPath))"
      items.append(
        TypeProjection.Item(
          name: names.add(name), source: .dynamic(extras.index(of: value, for: nil)), absent: .null))
    }
    let annotated = style.identifiesObjects || type.traits.alwaysAnnotated || type.name != declared.name
    return TypeProjection(
      prefix: annotated ? Self.annotation(type, hasMembers: !items.isEmpty) : [], items: items,
      names: names.bytes,
      storedNames: storedNames(type, wanted), slotCount: wanted.count,
      declaredNames: declaredNames(type, selection))
  }

  /// Annotations that have the tag of an object, and one also where nothing of it is stored.
  private func tagItems(
    _ type: StructuredType, _ names: inout MemberNames, _ extras: inout ExtraColumns
  ) -> [TypeProjection.Item] {
    (type.traits.entityTag?.members ?? []).filter(\.isAnnotation).map { member in
      let value = "\(extras.alias).properties -> \(literal("$." + member.name.quotedInPath))"
      let unwritten = JSONValue.string(member.text(EntityTag.unwritten)).bytes
      return TypeProjection.Item(
        name: names.add(member.name),
        source: .otherwise(.extra(extras.index(of: value, for: nil)), unwritten),
        absent: .null)
    }
  }

  /// nil where nothing undeclared is shown.
  private func declaredNames(_ type: StructuredType, _ selection: Selection) -> Set<String>? {
    guard type.showsUndeclared, selection.showsAll, let stored = schema.model.type(type.storedName) else {
      return nil
    }
    return Set(stored.properties.map(\.name))
  }

  /// As other members that only some rows have: an object without bytes says nothing of them.
  private static func mediaAnnotations(_ type: StructuredType) -> [String] {
    type.hasStream ? [MediaAnnotation.type, MediaAnnotation.tag] : []
  }

  /// A list of several types can expand what only some of them declare; what none declares is computed.
  private func has(_ expansion: ExpansionColumn, _ type: StructuredType, _ declared: StructuredType) -> Bool {
    let name = expansion.path[0]
    if let types = expansion.types { return types.contains(type.name) }
    if type.navigationProperty(name) != nil { return true }
    return !model.derivedTypes(of: declared).contains { $0.navigationProperty(name) != nil }
  }

  private static func annotation(_ type: StructuredType, hasMembers: Bool) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.append(raw: "\"@odata.type\":\"#\(type.name)\"")
    if hasMembers { bytes.append(UInt8(ascii: ",")) }
    return bytes
  }

  /// The key first, unless the type says otherwise.
  private func wireOrder(_ type: StructuredType) -> [Property] {
    guard !type.traits.wireOrder.isEmpty else { return type.properties }
    let first = type.traits.wireOrder.compactMap(type.property)
    return first + type.properties.filter { property in !type.traits.wireOrder.contains(property.name) }
  }

  private func item(
    _ property: Property, _ type: StructuredType, _ selection: Selection, _ expansions: [ExpansionColumn],
    _ style: RepresentationStyle, _ names: inout MemberNames, _ wanted: inout [String: Int],
    _ extras: inout ExtraColumns
  ) -> TypeProjection.Item {
    let known = source(property, type, expansions, style, &wanted, &extras)
    let whole = isHidden(property, type, style) ? known : otherwise(known, property)
    return TypeProjection.Item(
      name: names.add(property.name),
      source: trimmed(whole, property, selection.share(of: property, in: type)),
      absent: property.type.isCollection ? .emptyCollection : .null)
  }

  private func isHidden(
    _ property: Property, _ type: StructuredType, _ style: RepresentationStyle
  ) -> Bool { property.traits.isHidden || style.withholds(property, of: type) }

  /// With what the model says that a property shows where nothing is stored.
  private func otherwise(
    _ source: TypeProjection.Item.Source, _ property: Property
  ) -> TypeProjection.Item.Source {
    OtherwiseValue(model: model).value(of: property).map { .otherwise(source, $0.bytes) } ?? source
  }

  /// The members of a complex value that are selected; constants have none.
  private func trimmed(
    _ source: TypeProjection.Item.Source, _ property: Property, _ share: Selection.Share
  ) -> TypeProjection.Item.Source {
    guard case .part(let members) = share, navigationContainer(property) == nil,
      case .structured(let name) = property.type.element, let complex = model.type(name)
    else { return source }
    return .trimmed(source, MemberFilter(members, of: complex, model: model))
  }

  private func source(
    _ property: Property, _ type: StructuredType, _ expansions: [ExpansionColumn],
    _ style: RepresentationStyle, _ wanted: inout [String: Int], _ extras: inout ExtraColumns
  ) -> TypeProjection.Item.Source {
    if property.name == "id" { return .id }
    if isHidden(property, type, style) {
      return .constant(Array("null".utf8))
    }
    // What is computed comes in the words of the version; only later members may be in it.
    let computed = ValueConversion(property, model: model, stored: model, style: style)
    if let name = property.traits.derived { return derivedSource(name, property, type, computed, &extras) }
    if let standIn = property.traits.standIn.flatMap({ derived[$0] }) {
      let kept = "\(extras.alias).properties -> \(literal("$." + property.storedName))"
      let sql = "coalesce(\(kept), \(standIn(extras.alias)))"
      return .computed(extras.index(of: sql, for: type), computed)
    }
    if property.traits.isColumn {
      return .computed(extras.index(of: quoted(property.storedName), for: nil), computed)
    }
    if let container = navigationContainer(property) {
      return containerSource(container, property, type, expansions, &extras)
    }
    let slot = wanted[property.storedName] ?? wanted.count
    wanted[property.storedName] = slot
    if let conversion = ValueConversion(
      property, of: type, model: model, stored: schema.model, style: style)
    {
      return .converted(slot, conversion)
    }
    return property.traits.isCamelCased ? .camelCased(slot) : .stored(slot)
  }

  private func derivedSource(
    _ name: String, _ property: Property, _ type: StructuredType, _ conversion: ValueConversion?,
    _ extras: inout ExtraColumns
  ) -> TypeProjection.Item.Source {
    guard let expression = derived[name] ?? referenceIdentifier(property, type) else {
      return .constant(Array((property.type.isCollection ? "[]" : "null").utf8))
    }
    return .computed(extras.index(of: expression(extras.alias), for: type), conversion)
  }

  /// The id of the object that the reference points to which the property mirrors.
  private func referenceIdentifier(
    _ property: Property, _ type: StructuredType
  ) -> DerivedExpressions.Expression? {
    guard let column = property.mirroredReference, let stored = schema.model.type(type.storedName),
      let navigation = stored.navigationProperty(column),
      let target = schema.model.type(navigation.target),
      let table = schema.table(of: target)
    else { return nil }
    return { alias in
      "json_quote((SELECT id FROM \(quoted(table.name)) WHERE key = \(alias).\(quoted(column))))"
    }
  }

  /// A complex type that has navigation properties only: its value is an empty object, or holds expansions.
  private func navigationContainer(_ property: Property) -> StructuredType? {
    guard case .structured(let name) = property.type.element, let complex = model.type(name),
      complex.properties.isEmpty, !complex.navigationProperties.isEmpty
    else { return nil }
    return complex
  }

  private func containerSource(
    _ complex: StructuredType, _ property: Property, _ type: StructuredType, _ expansions: [ExpansionColumn],
    _ extras: inout ExtraColumns
  ) -> TypeProjection.Item.Source {
    let inner = expansions.filter { $0.path.count == 2 && $0.path[0] == property.name }
    let annotation = complex.traits.alwaysAnnotated ? "\"@odata.type\":\"#\(complex.name)\"" : ""
    guard !inner.isEmpty else { return .constant(Array("{\(annotation)}".utf8)) }
    let members = inner.flatMap(\.members).map {
      "'\"\($0.name)\":' || coalesce(\($0.sql), \(literal($0.absent)))"
    }
    let separator = annotation.isEmpty ? "" : ","
    let sql =
      "'{' || \(literal(annotation + separator)) || \(members.joined(separator: " || ',' || ")) || '}'"
    return .extra(extras.index(of: sql, for: type))
  }

  private func expansionItems(
    _ expansion: ExpansionColumn, _ names: inout MemberNames, _ extras: inout ExtraColumns
  ) -> [TypeProjection.Item] {
    var items: [TypeProjection.Item] = []
    for member in expansion.members {
      items.append(
        TypeProjection.Item(
          name: names.add(member.name), source: .extra(extras.index(of: member.sql, for: nil)),
          absent: member.absent == "[]" ? .emptyCollection : .null))
    }
    return items
  }

  /// The wanted names in the order in which the store writes them, that of the store's own model.
  private func storedNames(_ type: StructuredType, _ wanted: [String: Int]) -> [TypeProjection.StoredName] {
    let stored = schema.model.type(type.storedName) ?? type
    return stored.properties.compactMap { property in
      wanted[property.name].map { TypeProjection.StoredName(name: Array(property.name.utf8), slot: $0) }
    }
  }
}

/// The names of a representation's members, as they are written.
private struct MemberNames {
  private(set) var bytes: [UInt8] = []

  /// Adds `,"name":`, without the comma for the first, and says where it is.
  mutating func add(_ name: String) -> Range<Int> {
    let start = bytes.count
    if start > 0 { bytes.append(UInt8(ascii: ",")) }
    bytes.append(jsonString: name)
    bytes.append(UInt8(ascii: ":"))
    return start..<bytes.count
  }
}

/// The expressions that a projection adds to its statement.
private struct ExtraColumns {
  let alias: String
  private(set) var sql: [String] = []

  init(alias: String) { self.alias = alias }

  /// The index of an expression, added when new; those that only one type has are NULL for the others.
  mutating func index(of expression: String, for type: StructuredType?) -> Int {
    let whole = expression.hasPrefix("\"") ? "\(alias).\(expression)" : expression
    let guarded = type.map { "CASE \(alias).type WHEN \(literal($0.storedName)) THEN \(whole) END" } ?? whole
    if let index = sql.firstIndex(of: guarded) { return index }
    sql.append(guarded)
    return sql.count - 1
  }
}

extension TypeProjection.Item.Source {
  fileprivate static func computed(_ index: Int, _ conversion: ValueConversion?) -> Self {
    conversion.map { .convertedExtra(index, $0) } ?? .extra(index)
  }
}

extension ProjectionBuilder {
  /// Nothing but where a row stands.
  package var empty: Projection { Projection(identifier: 0, extras: [], types: [:], nested: []) }
}

extension String {
  /// A path of SQLite reads a name with other characters in quotation marks only.
  fileprivate var quotedInPath: String { utf8.allSatisfy(DynamicName.isAllowed) ? self : "\"\(self)\"" }
}
