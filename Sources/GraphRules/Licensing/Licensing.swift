package import GRDB
import GraphContract
package import GraphStore

/// License capacity, the waiting room and every license view: what the licensing area adds to the engine.
///
/// How a seed is loaded: objects go through `WriteTransaction.insert` like any other, with origin `.seed` and in
/// document order. Ids left out are made from the content; when there is such an object already, the store says so
/// and the loader changes that one. `@emulator.holders` of an allotment, `@emulator.updatedDateTime` of an assignment
/// and the `assignments` in `@emulator.restore` of a deleted user are taken from the draft's annotations. Everything
/// is settled when the transaction commits: listed holders first, then the listed waiting members, then everybody
/// else. What makes further memberships after that, as the delivery of access packages does, is settled once more.
package enum Licensing {
  /// The rules; they must be registered after those that evaluate dynamic groups when a write ends.
  package static func register(in book: inout RuleBook, products: ProductCatalog) {
    book.add(AllotmentRule(products: products))
    book.add(AssignmentRule())
    book.add(WaitingMemberRule())
    book.add(AssignmentErrorRule())
    book.add(UserRule())
    book.add(DeviceRule())
    book.add(GroupRule())
    book.add(MembershipRule())
    book.add(AllotmentExport())
    book.add(AssignmentExport())
    book.add(DeletedUserLicensesExport())
    book.add(SettleLicenses())
    book.add(ReprocessAssignments())
    book.add(ReprocessLicenseAssignment())
    book.add(AssignLicense())
  }

  /// The last of all rules: settles once more, for rules that are registered in between and change memberships when
  /// a write ends, and refuses a seed whose listed holders and waiting members came to nothing.
  package static func registerSettlement(in book: inout RuleBook) { book.add(SettleLicensesFinally()) }

  /// Tables, triggers, indexes, views and SQL functions beside the model's own.
  package static let storeExtension = StoreExtension(
    creationSQL: PlanTables.creationSQL + LicenseTable.creationSQL + RestorableAssignmentTable.creationSQL
      + GroupProcessingTable.creationSQL
      + HolderTable.creationSQL + LicenseIndexes.creationSQL,
    views: LicenseViews.views + UsageRightView.views + LicenseDetailsView.views + SubscribedSkuView.views
      + MembersWithLicenseErrors.views,
    functions: { db in
      db.add(function: .licenseIdentifier)
      db.add(function: .licenseDetailsIdentifier)
    })

  /// The license properties of users, groups and the organization.
  package static var derivedExpressions: DerivedExpressions {
    var expressions = PrincipalExpressions.all
    expressions.merge(OrganizationExpressions.all)
    return expressions
  }

  /// Moves a group's `licenseProcessingState` on by one step; with nil that of every group.
  ///
  /// With `processing: stepped` this is due after a GET that returned the one group, and when the clock is moved.
  package static func advanceProcessing(of group: Int64?, _ db: Database) throws {
    try db.execute(
      sql: "UPDATE groupProcessing SET step = step + 1 WHERE ?1 IS NULL OR key = ?1", arguments: [group])
    try db.execute(
      sql: "DELETE FROM groupProcessing WHERE step > 1 AND (?1 IS NULL OR key = ?1)", arguments: [group])
  }
}
