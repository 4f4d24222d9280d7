import GraphStore

/// What properties of entitlement management show that no row holds.
enum EntitlementExpressions {
  static let all = DerivedExpressions([
    "accessPackageAssignment.catalogId": { alias in
      """
      json_quote((SELECT c.id FROM accessPackage p JOIN accessPackageCatalog c ON c.key = p.accessPackageCatalog
        WHERE p.key = \(alias).accessPackage))
      """
    },
    // v1.0 calls a fulfilled request delivered.
    "accessPackageAssignmentRequest.status": { alias in
      let status = "json_extract(\(alias).properties, '$.requestStatus')"
      return "json_quote(CASE \(status) WHEN 'Fulfilled' THEN 'Delivered' ELSE \(status) END)"
    },
    "accessPackageResource.attributes": { alias in "json_extract(\(alias).properties, '$.attributes')" },
    "availableAccessPackage.visible": AvailableToCaller.expression,
    "approvalStep.assignedToMe": AssignedToMe.expression,
  ])
}
