import EntityModel
import GraphStore

/// The types that objects of an export are of, each looked at when the first object of it is written.
///
/// A class because what was found out is kept.
final class ExportedTypes {
  private let transaction: WriteTransaction
  private let members: SeedMembers
  /// Where the objects of a type stand that has neither a set nor a parent, by type: the inverse of a reference.
  private let hosts: [String: NavigationProperty]
  private var found: [String: ExportedType] = [:]

  init(_ transaction: WriteTransaction, _ members: SeedMembers) {
    self.transaction = transaction
    self.members = members
    hosts = Self.hosts(transaction.model, members)
  }

  private static func hosts(_ model: EntityModel, _ members: SeedMembers) -> [String: NavigationProperty] {
    let navigation = model.structuredTypes.filter { $0.kind == .entity }.flatMap(\.navigationProperties)
    let contained = Set(navigation.filter(\.containsTarget).map(\.target))
    var hosts: [String: NavigationProperty] = [:]
    for property in navigation where hosts[property.target] == nil && !contained.contains(property.target) {
      guard let target = model.type(property.target), target.traits.home == nil, !members.isDerived(property),
        case .inverse? = members.schema.storage(of: property, in: model)
      else { continue }
      hosts[property.target] = property
    }
    return hosts
  }

  func exported(_ type: StructuredType) throws -> ExportedType {
    if let found = found[type.name] { return found }
    let navigations = try type.navigationProperties.compactMap {
      try ExportedNavigation($0, members, isHost: isHost($0), transaction)
    }
    let exported = ExportedType(
      type, transaction.exportRules(for: type), navigations, inner: try inner(type), members.model)
    found[type.name] = exported
    return exported
  }

  /// What objects contain by navigation properties of their complex values.
  private func inner(_ type: StructuredType) throws -> [ExportedType.Inner] {
    try type.properties.compactMap { property in
      guard case .structured(let name) = property.type.element, !property.type.isCollection,
        property.traits.derived == nil, let complex = transaction.model.type(name)
      else { return nil }
      let navigations = try complex.navigationProperties.compactMap {
        try ExportedNavigation($0, members, isHost: false, transaction)
      }
      let children = navigations.filter(\.isChildren)
      return children.isEmpty ? nil : ExportedType.Inner(name: property.name, navigations: children)
    }
  }

  private func isHost(_ navigation: NavigationProperty) -> Bool {
    guard let host = hosts[navigation.target] else { return false }
    return host.name == navigation.name && host.declaringType == navigation.declaringType
  }
}
