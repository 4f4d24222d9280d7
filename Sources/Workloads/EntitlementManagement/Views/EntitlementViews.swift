import GraphStore

/// Links that follow from containment and from other links.
enum EntitlementViews {
  static let views = [
    link(
      "accessPackageResourceRole_accessPackageResource", from: "accessPackageResourceRole",
      "SELECT key, owner, key FROM accessPackageResourceRole"),
    link(
      "accessPackageResourceScope_accessPackageResource", from: "accessPackageResourceScope",
      "SELECT key, owner, key FROM accessPackageResourceScope"),
    link(
      "accessPackageAssignmentPolicy_accessPackageCatalog", from: "accessPackageAssignmentPolicy",
      """
      SELECT p.key, a.accessPackageCatalog, p.key FROM accessPackageAssignmentPolicy p
      JOIN accessPackage a ON a.key = p.accessPackage
      """),
    link(
      "accessPackageCatalog_accessPackageResourceRoles", from: "accessPackageResourceRole",
      """
      SELECT r.owner, p.key, p.key FROM accessPackageResource r JOIN accessPackageResourceRole p ON p.owner = r.key
      """),
    link(
      "accessPackageCatalog_accessPackageResourceScopes", from: "accessPackageResourceScope",
      """
      SELECT r.owner, p.key, p.key FROM accessPackageResource r JOIN accessPackageResourceScope p ON p.owner = r.key
      """),
    // The object before these sets is a singleton, which has no row: its key is 0.
    link(
      "entitlementManagement_accessPackageResources", from: "accessPackageResource",
      "SELECT 0, key, key FROM accessPackageResource"),
    link(
      "entitlementManagement_accessPackageResourceRoleScopes", from: "accessPackageResourceRoleScope",
      "SELECT 0, key, key FROM accessPackageResourceRoleScope"),
    link(
      "availableAccessPackage_resourceRoleScopes", from: "accessPackageResourceRoleScope",
      "SELECT owner, key, key FROM accessPackageResourceRoleScope"),
    availablePackages,
    questions,
  ]

  private static func link(_ name: String, from table: String, _ select: String) -> StoreView {
    StoreView(name, columns: ["source", "target", "position"], from: [table], select)
  }

  /// The questions of policies, as v1.0 has them; the number within the policy is part of the key.
  private static let questions = StoreView(
    "accessPackagePolicyQuestion", from: ["accessPackageAssignmentPolicy"],
    """
    SELECT p.key * 65536 + q.key AS key, json_extract(q.value, '$.id') AS id, p.key AS owner, q.key AS position,
      CASE json_extract(q.value, '$."@odata.type"')
        WHEN '#microsoft.graph.accessPackageMultipleChoiceQuestion' THEN '\(EntitlementType.multipleChoiceQuestion)'
        ELSE '\(EntitlementType.textQuestion)' END AS type,
      json_remove(q.value, '$.id', '$."@odata.type"') AS properties
    FROM accessPackageAssignmentPolicy p CROSS JOIN json_each(p.properties, '$.assignmentQuestions') q
    """)

  /// Packages that are not hidden, in published catalogs.
  private static let availablePackages = StoreView(
    "availableAccessPackage", from: ["accessPackage"],
    """
    SELECT p.key, p.id, 'microsoft.graph.availableAccessPackage' AS type, p.key AS position,
      json_object('description', json_extract(p.properties, '$.description'),
        'displayName', json_extract(p.properties, '$.displayName')) AS properties
    FROM accessPackage p JOIN accessPackageCatalog c ON c.key = p.accessPackageCatalog
    WHERE NOT coalesce(json_extract(p.properties, '$.isHidden'), 0)
      AND coalesce(json_extract(c.properties, '$.catalogStatus'), 'Published') = 'Published'
    """)
}
