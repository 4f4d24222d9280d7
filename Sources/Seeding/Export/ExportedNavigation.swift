import EntityModel
import GRDB
import GraphStore

/// What stands at a navigation property in an export.
struct ExportedNavigation {
  let navigation: NavigationProperty
  let place: Place

  enum Place {
    /// The path of one object.
    case reference(column: String)
    /// The paths of several.
    case link(LinkTable)
    /// Objects of their own, each in one place.
    case children(ExportedRows, StructuredType)
    /// Those that have neither a set nor a parent; they do not say what they refer to by the column.
    case hosted(ExportedRows, StructuredType, column: String)
  }

  /// Where the object has the key of what it refers to; nil for several objects, and for those that stand here.
  var column: String? { if case .reference(let column) = place { column } else { nil } }

  var isChildren: Bool { if case .children = place { true } else { false } }

  /// nil for one that an export leaves out, or that no object of the tenant has anything at.
  ///
  /// - Parameter isHost: whether objects of its target stand here that stand nowhere else.
  init?(
    _ navigation: NavigationProperty, _ members: SeedMembers, isHost: Bool, _ transaction: WriteTransaction
  )
    throws
  {
    guard !members.isDerived(navigation),
      let place = try Self.place(navigation, members.model, isHost, transaction)
    else { return nil }
    (self.navigation, self.place) = (navigation, place)
  }

  private static func place(
    _ navigation: NavigationProperty, _ model: EntityModel, _ isHost: Bool, _ transaction: WriteTransaction
  ) throws -> Place? {
    let target = model.type(navigation.target)
    switch transaction.schema.storage(of: navigation, in: model) {
    case .reference(let column)?: return .reference(column: column)
    case .link(let link)?:
      let sql = "SELECT EXISTS (SELECT 1 FROM \(quoted(link.name)))"
      return try transaction.isThere(link) && Bool.fetchOne(transaction.db, sql: sql) == true
        ? .link(link) : nil
    case .contained(let place)?:
      guard let target, transaction.schema.table(of: target)?.hasOwner == true else { return nil }
      let rows = try ExportedRows(column: "owner", at: place, target, transaction)
      return try rows.isEmpty ? nil : .children(rows, target)
    case .inverse(let column)?:
      guard isHost, let target else { return nil }
      let rows = try ExportedRows(column: column, target, transaction)
      return try rows.isEmpty ? nil : .hosted(rows, target, column: column)
    case .inverseLink?, .shared?, .home?, .deleted?, nil: return nil
    }
  }
}
