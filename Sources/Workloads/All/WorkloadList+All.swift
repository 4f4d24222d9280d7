import GraphStore

extension WorkloadList {
  /// The workloads of this program; a new one is one line more.
  ///
  /// The order is the one in which their rules look at a whole request: dynamic groups are evaluated, licenses settled,
  /// seeded access packages delivered, and what that changed settled again (seed-format section 1).
  ///
  /// - Parameters:
  ///   - permissions: what the service itself declares as an application.
  ///   - roles: those that every tenant can have.
  package static func all(
    products: ProductCatalog, permissions: GraphPermissions = .none, roles: RoleTemplates = .none
  ) -> WorkloadList {
    WorkloadList([
      .directory(
        assignedPlans: PrincipalExpressions.all["user.assignedPlans"], permissions: permissions,
        roles: roles),
      .licensing(products: products),
      .intune,
      .entitlement,
      .changeNotifications,
    ])
  }
}
