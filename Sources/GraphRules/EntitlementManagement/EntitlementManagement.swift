package import GraphStore

/// Access packages: who gets which groups, for how long, and what that does to the directory.
package enum EntitlementManagement {
  /// The rules; they must be registered after the directory's, whose groups they fill. Licenses settle before them,
  /// so that whoever is in a group by itself comes first, and after them.
  package static func register(in book: inout RuleBook) {
    book.add(ReferencedIdentifiers())
    book.add(Stamps())
    book.add(CatalogRule())
    book.add(AccessPackageRule())
    book.add(AssignmentPolicyRule())
    book.add(ResourceRule())
    book.add(ResourceRoleRule())
    book.add(ResourceScopeRule())
    book.add(RoleScopeRule())
    book.add(ResourceRequestRule())
    book.add(SubjectRule())
    book.add(AccessPackageAssignmentRule())
    book.add(AssignmentResourceRoleRule())
    book.add(AssignmentRequestRule())
    book.add(ApprovalStepRule())
    book.add(ViaAccessPackage())
    book.add(DeliveredMembershipRule())
    book.add(DueAccess())
    book.add(EntitlementSeed())
    book.add(ViaAccessPackageExport())
    book.add(ReprocessAccess())
    book.add(CancelRequest())
    book.add(MoveToCatalog())
    book.add(RefreshResource())
  }

  package static var storeExtension: StoreExtension {
    StoreExtension(
      creationSQL: DeliveredMembership.creationSQL + DueTransitions.creationSQL,
      views: EntitlementViews.views
    )
  }

  package static var derivedExpressions: DerivedExpressions {
    DerivedExpressions([
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
      "entitlementManagementSettings.durationUntilExternalUserDeletedAfterBlocked": { alias in
        "json_quote('P' || json_extract(\(alias).properties, '$.daysUntilExternalUserDeletedAfterBlocked') || 'D')"
      },
    ])
  }
}
