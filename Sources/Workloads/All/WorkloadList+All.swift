import GraphStore

extension WorkloadList {
  /// The workloads of this program; a new one is one line more.
  ///
  /// The order is the one in which their rules look at a whole request: dynamic groups are evaluated, licenses settled,
  /// seeded access packages delivered, and what that changed settled again (seed-format section 1).
  ///
  /// - Parameter permissions: what the service itself declares as an application.
  package static func all(products: ProductCatalog, permissions: GraphPermissions = .none) -> WorkloadList {
    WorkloadList([
      .directory(
        assignedPlans: PrincipalExpressions.all["user.assignedPlans"], permissions: permissions),
      .licensing(products: products),
      .intune,
      .entitlement,
      .changeNotifications,
    ])
  }
}
