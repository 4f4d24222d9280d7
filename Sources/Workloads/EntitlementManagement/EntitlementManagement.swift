import GraphContract
import GraphStore

extension Workload {
  /// Access packages: who gets which groups, for how long, and what that does to the directory.
  ///
  /// Its rules come after the directory's, whose groups they fill. Licenses settle before them, so that whoever is in a
  /// group by itself comes first, and after them.
  package static var entitlement: Workload {
    var workload = Workload("entitlement")
    workload.conventions = .entitlement
    workload.messages = EntitlementMessages()
    workload.rules = [
      UnroutedPathsRule(),
      ReferencedIdentifiers(),
      Stamps(),
      CatalogRule(),
      AccessPackageRule(),
      AssignmentPolicyRule(),
      PolicyQuestionRule(),
      NamedObjectRule(),
      ResourceRule(),
      ResourceRoleRule(),
      ResourceScopeRule(),
      RoleScopeRule(),
      ResourceRequestRule(),
      SubjectRule(),
      BlockedGuestRule(),
      WorkflowExtensionRule(),
      IncompatiblePackageRule(),
      AccessPackageAssignmentRule(),
      AssignmentResourceRoleRule(),
      AssignmentRequestRule(),
      ApprovalStepRule(),
      ViaAccessPackage(),
      SubjectAsSaid(),
      AssignmentAsSaid(),
      RequestsDue(),
      RequestCreator(),
      DeliveredMembershipRule(),
      ScheduledAccess(),
      RequestSteps(),
      EntitlementSeed(),
      ViaAccessPackageExport(),
      AccessPackageAssignmentExport(),
      AssignmentRequestExport(),
      DirectoryCopiesExport(),
    ]
    workload.operations = [
      ReprocessAccess(), CancelRequest(), ResumeRequest(), MoveToCatalog(), RefreshResource(),
      FilterByCurrentUser(), OwnResourceRoles(), SearchCollection(), AdditionalAccess(), PolicyRequirements(),
    ]
    workload.settings = EntitlementSettings.self
    workload.parts = [DeliveredMembership.part, ScheduledTransitions.part, RequestSteps.part]
    workload.firstTables = ["accessPackageCatalog"]
    workload.views = EntitlementViews.views
    workload.functions = { db in try db.add(function: UserSet.ruleFunction) }
    workload.derived = EntitlementExpressions.all
    return workload
  }
}
