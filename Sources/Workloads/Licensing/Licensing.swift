import GRDB
import GraphContract
import GraphStore

extension Workload {
  /// License capacity, the waiting room and every license view: what the licensing workload adds to the engine.
  ///
  /// How a seed is loaded: objects go through `WriteTransaction.insert` like any other, with origin `.seed` and in
  /// document order. Ids left out are made from the content; when there is such an object already, the store says so
  /// and the loader changes that one. `@emulator.holders` of an allotment, `@emulator.updatedDateTime` of an assignment
  /// and the `assignments` in `@emulator.restore` of a deleted user are taken from the draft's annotations. Everything
  /// is settled when the transaction commits: listed holders first, then the listed waiting members, then everybody
  /// else. What makes further memberships after that, as the delivery of access packages does, is settled once more.
  ///
  /// Its rules look at a request after those that evaluate dynamic groups, and once more at the end: others change
  /// memberships in between.
  package static func licensing(products: ProductCatalog) -> Workload {
    var workload = Workload("licensing")
    workload.conventions = .licensing
    workload.messages = LicensingMessages()
    workload.rules = [
      AllotmentRule(products: products),
      AssignmentRule(),
      WaitingMemberRule(),
      AssignmentErrorRule(),
      UserRule(),
      DeviceRule(),
      GroupRule(),
      MembershipRule(),
      AllotmentExport(products: products),
      AssignmentExport(),
      DeletedUserLicensesExport(),
      SettleLicenses(),
      GroupProcessing(),
      PlanStatusTable(),
    ]
    workload.closingRules = [SettleLicensesFinally()]
    workload.operations = [
      ReprocessAssignments(), ReprocessLicenseAssignment(), AssignLicense(), TeamsLicensingDetails(),
    ]
    workload.settings = LicensingSettings.self
    workload.parts = [LicenseTables.part, GroupProcessing.part, PlanStatusTable.part]
    workload.views =
      LicenseViews.views + UsageRightView.views + LicenseDetailsView.views + SubscribedSkuView.views
      + MembersWithLicenseErrors.views + PrincipalExpressions.views
    workload.functions = { db in
      db.add(function: .licenseIdentifier)
      db.add(function: .licenseDetailsIdentifier)
    }
    workload.derived = PrincipalExpressions.all
    workload.derived.merge(OrganizationExpressions.all)
    return workload
  }
}
