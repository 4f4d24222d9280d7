import EntityModel
import OData

extension ExpressionComposer {
  /// The single value that a path leads to; each navigation is a subquery around the rest of the way.
  mutating func leaf(_ path: MemberPath, type: ValueType) -> Leaf {
    guard case .set(_, let set) = path.root else { return leaf(path.steps[...], at: place(path.root), type) }
    guard let source = rows(of: set) else { return .null(type) }
    return leaf(path.steps[...], in: source, type)
  }

  /// Where a path begins that does not begin at a set.
  func place(_ root: MemberPath.Root) -> Place {
    switch root {
    case .item, .set: item
    case .variable(let number, _): variables[number] ?? item
    }
  }

  /// The value of the one row of a source.
  private mutating func leaf(
    _ steps: ArraySlice<MemberPath.Step>, in source: ElementSource, _ type: ValueType
  ) -> Leaf {
    var (source, rest) = (source, steps)
    if case .key(let id)? = rest.first {
      rest = rest.dropFirst()
      source.conditions.append(keyCondition(id, source.place))
    }
    let inner = leaf(rest, at: source.place, type)
    return inner.mapped { "(SELECT \($0) FROM \(source.from)\(source.whereSQL) LIMIT 1)" }
  }

  mutating func keyCondition(_ id: String, _ place: Place) -> SQLText {
    // It may come from a literal that other queries of the form have another value for.
    arguments.servesOneQuery = true
    return "\(place.row ?? "").id = \(arguments.bind(Guid.normalizedIdentifier(id)))"
  }

  private mutating func leaf(_ steps: ArraySlice<MemberPath.Step>, at place: Place, _ type: ValueType) -> Leaf
  {
    guard let step = steps.first else { return whole(place, type) }
    let rest = steps.dropFirst()
    switch step {
    case .cast(let cast):
      let inner = leaf(rest, at: place.cast(to: cast), type)
      return inner.mapped { "CASE WHEN \(isOf(cast, place)) THEN \($0) END" }
    case .key: return .null(type)
    case .navigation(let navigation, let target, let declaring):
      return leaf(rest, through: navigation, target, declaring, at: place, type)
    case .property(let property, let declaring):
      guard rest.isEmpty, !isStructured(property) else {
        return leaf(rest, at: complex(property, declaring, in: place), type)
      }
      return leaf(property, declaring, in: place, type)
    }
  }

  private func isStructured(_ property: Property) -> Bool {
    if case .structured = property.type.element { true } else { false }
  }

  private mutating func leaf(
    _ rest: ArraySlice<MemberPath.Step>, through navigation: NavigationProperty, _ target: StructuredType,
    _ declaring: [StructuredType], at place: Place, _ type: ValueType
  ) -> Leaf {
    guard let source = source(of: navigation, target, declaring, at: place) else { return .null(type) }
    return leaf(rest, in: source, type)
  }

  /// The object or value itself: only whether it is null is of interest for a structure.
  private func whole(_ place: Place, _ type: ValueType) -> Leaf {
    switch place {
    case .row(let alias, _): Leaf(sql: "\(alias).key", type: type)
    case .complex(_, _, let complex, _) where complex.properties.isEmpty: Leaf(sql: "1", type: type)
    case .complex(let document, let path, _, _): Leaf(sql: jsonExtract(document, path), type: type)
    // What no type declares has the type that it is compared with.
    case .element(let leaf): leaf.type == .primitive(.untyped) ? leaf.typed(type) : leaf
    }
  }

  // MARK: properties

  private mutating func leaf(
    _ property: Property, _ declaring: [StructuredType], in place: Place, _ type: ValueType
  ) -> Leaf {
    switch place {
    case .row(let alias, let owner): return leaf(property, declaring, ofRow: alias, owner, type)
    case .complex(let document, let path, _, _):
      guard !property.isUnseen else { return .null(type) }
      return Leaf(
        sql: jsonExtract(document, path + "." + property.storedName), type: type,
        isExact: property.traits.isExact, isCamelCased: property.traits.isCamelCased)
    case .element: return .null(type)
    }
  }

  private func leaf(
    _ property: Property, _ declaring: [StructuredType], ofRow alias: String, _ owner: StructuredType,
    _ type: ValueType
  ) -> Leaf {
    if property.name == "id" { return Leaf(sql: "\(alias).id", type: type, isIdentifier: true) }
    if property.isUnseen { return .null(type) }
    if let reference = property.mirroredReference,
      let identifier = referenceIdentifier(reference, declaring.first ?? owner, alias)
    {
      return Leaf(sql: identifier, type: type, isIdentifier: true)
    }
    if let name = property.traits.derived { return derived(name, declaring, ofRow: alias, type) }
    if property.traits.isColumn { return Leaf(sql: "\(alias).\(quoted(property.storedName))", type: type) }
    return Leaf(
      sql: jsonExtract(properties(ofRow: alias), "$." + property.storedName), type: type,
      foldedColumn: foldedColumn(property, declaring.first ?? owner, alias),
      isCamelCased: property.traits.isCamelCased)
  }

  private func foldedColumn(_ property: Property, _ type: StructuredType, _ alias: String) -> SQLText? {
    guard let table = context.schema.table(of: type), table.isFolded(property.storedName) else {
      return nil
    }
    return "\(alias).\(quoted(EntityTable.foldedColumn(property.storedName)))"
  }

  private func derived(
    _ name: String, _ declaring: [StructuredType], ofRow alias: String, _ type: ValueType
  ) -> Leaf {
    guard let document = derivedDocument(name, declaring, ofRow: alias) else { return .null(type) }
    return Leaf(sql: jsonExtract(document, "$"), type: type)
  }

  /// The JSON text of a derived value; null for rows of types that do not declare it.
  private func derivedDocument(_ name: String, _ declaring: [StructuredType], ofRow alias: String) -> SQLText?
  {
    let kept = kept[ComputedText(alias: alias, name: name)]
    guard let expression = kept ?? context.derived.inCondition(name)?(alias) else { return nil }
    guard !declaring.isEmpty else { return expression }
    return "CASE WHEN \(typeCondition(declaring, alias)) THEN \(expression) END"
  }

  /// The id of the object that a reference column points to.
  private func referenceIdentifier(_ column: String, _ type: StructuredType, _ alias: String) -> SQLText? {
    guard let stored = context.schema.model.type(type.storedName),
      let navigation = stored.navigationProperty(column),
      let target = context.schema.model.type(navigation.target), let table = context.schema.table(of: target)
    else { return nil }
    return "(SELECT id FROM \(quoted(table.name)) WHERE key = \(alias).\(quoted(column)))"
  }

  /// A complex property, or the text of a collection.
  func complex(_ property: Property, _ declaring: [StructuredType], in place: Place) -> Place {
    guard case .structured(let name) = property.type.element, let type = context.model.type(name) else {
      return document(property, declaring, in: place, nil)
    }
    return document(property, declaring, in: place, type)
  }

  /// Where the JSON of a property stands.
  private func document(
    _ property: Property, _ declaring: [StructuredType], in place: Place, _ type: StructuredType?
  ) -> Place {
    let type = type ?? context.type
    switch place {
    case .row(let alias, _):
      guard let name = property.traits.derived else {
        let path = property.isUnseen ? "$.\"\"" : "$." + property.storedName
        return .complex(document: properties(ofRow: alias), path: path, type, row: alias)
      }
      let document = derivedDocument(name, declaring, ofRow: alias) ?? "NULL"
      return .complex(document: document, path: "$", type, row: alias)
    case .complex(let document, let path, _, let row):
      return .complex(document: document, path: path + "." + property.storedName, type, row: row)
    case .element: return place
    }
  }

  // MARK: types

  /// The condition that what stands at a place is of a type.
  func isOf(_ type: StructuredType, _ place: Place) -> SQLText {
    switch place {
    case .row(let alias, let declared):
      return declared.isKind(of: type) ? "\(alias).key IS NOT NULL" : typeCondition([type], alias)
    case .complex(let document, let path, let declared, _):
      guard !declared.isKind(of: type) else { return "1" }
      let names = context.model.family(of: type).map { literal("#" + $0.name) }
      return "\(jsonExtract(document, path + ".\"@odata.type\"")) IN (\(names.joined(separator: ", ")))"
    case .element: return "0"
    }
  }

  /// The rows of these types and of all below them.
  func typeCondition(_ types: [StructuredType], _ alias: String) -> SQLText {
    let all = types.flatMap { context.model.family(of: $0) }.filter { !$0.isAbstract }.map(
      \.storedName)
    let names = Set(all).sorted().map(literal)
    return names.count == 1
      ? "\(alias).type = \(names[0])" : "\(alias).type IN (\(names.joined(separator: ", ")))"
  }

  /// The same beside a better condition: the plus sign keeps SQLite from walking all rows of the types instead.
  func typeGuard(_ types: [StructuredType], _ alias: String) -> SQLText { "+" + typeCondition(types, alias) }

  func jsonExtract(_ document: SQLText, _ path: String) -> SQLText {
    "json_extract(\(document), \(literal(path)))"
  }
}

extension Place {
  /// The same place, known to be of a type.
  func cast(to type: StructuredType) -> Place {
    switch self {
    case .row(let alias, let declared): .row(alias: alias, type.isKind(of: declared) ? type : declared)
    case .complex(let document, let path, let declared, let row):
      .complex(document: document, path: path, type.isKind(of: declared) ? type : declared, row: row)
    case .element: self
    }
  }

  /// The alias of the row that the place is or is part of.
  var row: String? {
    switch self {
    case .row(let alias, _): alias
    case .complex(_, _, _, let row): row
    case .element: nil
    }
  }
}

extension Leaf {
  fileprivate func typed(_ type: ValueType) -> Leaf {
    var leaf = self
    leaf.type = type
    return leaf
  }

  /// The same value by way of a subquery or a condition, which no index sees through.
  func mapped(_ wrap: (SQLText) -> SQLText) -> Leaf {
    var leaf = self
    leaf.sql = wrap(sql)
    leaf.foldedColumn = nil
    return leaf
  }
}

extension Property {
  /// Null for everybody; a hidden property may still be there for filters, as `hasMembersWithLicenseErrors` is.
  fileprivate var isUnseen: Bool { traits.isHidden && !isFilterable }
}
