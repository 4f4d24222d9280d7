package import JSON

/// A structural property with what the annotations of docs/model.md say about it.
package struct Property: Sendable {
  package let name: String
  package let type: TypeReference
  package let isNullable: Bool
  /// Set by the server (`Org.OData.Core.V1.Computed`).
  package let isComputed: Bool
  /// Given on creation only (`Org.OData.Core.V1.Immutable`).
  package let isImmutable: Bool
  package let isRequired: Bool
  package let isSelectOnly: Bool
  package let isHidden: Bool
  package let isColumn: Bool
  package let isIndexed: Bool
  package let isUnique: Bool
  /// What `$filter` may ask of it where the area restricts filters; nil: nothing.
  package let filterRule: FilterRule?
  /// A `$search` without a property name looks into it; one that names it compares words.
  package let isSearchable: Bool
  /// Served of one object, never in lists.
  package let isSingleOnly: Bool
  /// Most rows of a page that shows it or is filtered by it.
  package let pageLimit: Int?
  /// `default` or `advanced`: how a list may be sorted by it where the area restricts orders.
  package let sortable: String?
  /// Name of the expression that computes it on read.
  package let derived: String?
  /// Stored, but kept up by rules alone: what a seed says of it is ignored, and an export leaves it out.
  package let isMaintained: Bool
  /// What a new object has when its creator says nothing.
  package let defaultValue: JSONValue?
  /// Name it is stored under: its own, or the one that another version gives it.
  package let storedName: String
  /// Stored words are in PascalCase, sent words in camelCase.
  package let isCamelCased: Bool
}

extension Property {
  package var isFilterable: Bool { filterRule != nil }

  /// Stored name of the reference whose target's id it shows; a client may set the reference by it.
  package var mirroredReference: String? { derived.flatMap(Self.reference) }

  /// `accessPackage` of the expression `reference.accessPackage`; nil for every other expression.
  private static func reference(_ expression: String) -> String? {
    let prefix = "reference."
    return expression.hasPrefix(prefix) ? String(expression.dropFirst(prefix.count)) : nil
  }

  /// A property without any annotation: what a parameter of an operation is checked as.
  package static func plain(_ name: String, _ type: TypeReference) -> Property {
    Property(
      name: name, type: type, isNullable: true, isComputed: false, isImmutable: false, isRequired: false,
      isSelectOnly: false, isHidden: false, isColumn: false, isIndexed: false, isUnique: false,
      filterRule: nil, isSearchable: false, isSingleOnly: false, pageLimit: nil, sortable: nil, derived: nil,
      isMaintained: false, defaultValue: nil, storedName: name, isCamelCased: false)
  }
}

/// A navigation property with what the annotations of docs/model.md say about it.
package struct NavigationProperty: Sendable {
  package let name: String
  /// Qualified name of the structured type that declares it.
  package let declaringType: String
  /// Qualified name of the entity type it leads to.
  package let target: String
  package let isCollection: Bool
  package let isNullable: Bool
  package let containsTarget: Bool
  package let partner: String?
  package let isView: Bool
  /// It holds the soft-deleted rows.
  package let holdsDeleted: Bool
  package let isRequired: Bool
  package let isImmutable: Bool
  /// A list of changes has its links only when `$select` names it.
  package let isSelectOnly: Bool
  package let storedName: String
  package let methods: Set<String>?
  package let itemMethods: Set<String>?
  /// PATCH by an alternate key can create an object.
  package let isUpsertable: Bool
  /// What a GET of it costs; nil: what most requests do.
  package let resourceUnits: Int?
}

/// What a name in a path can be.
package enum Member: Sendable {
  case property(Property)
  case navigation(NavigationProperty)

  package var name: String {
    switch self {
    case .property(let property): property.name
    case .navigation(let navigation): navigation.name
    }
  }
}
