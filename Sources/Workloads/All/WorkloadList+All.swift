import GraphStore

extension WorkloadList {
  /// The workloads of this program; a new one is one line more.
  ///
  /// The order is the one in which their rules look at a whole request: dynamic groups are evaluated, licenses settled,
  /// seeded access packages delivered, and what that changed settled again (seed-format section 1).
  package static func all(products: ProductCatalog) -> WorkloadList {
    WorkloadList([
      .directory(assignedPlans: PrincipalExpressions.all["user.assignedPlans"]),
      .licensing(products: products),
      .intune,
      .entitlement,
      .changeNotifications,
    ])
  }
}
