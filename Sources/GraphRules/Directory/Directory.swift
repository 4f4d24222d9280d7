import GRDB
package import GraphStore

/// Users, groups, devices, the organization and what holds them together: memberships, ownerships, deletion.
package enum Directory {
  /// - Parameter assignedPlans: the expression behind a user's assigned plans, which dynamic groups may ask for.
  package static func register(
    in book: inout RuleBook, assignedPlans: DerivedExpressions.Expression? = nil
  ) {
    registerEntities(in: &book)
    registerOperations(in: &book)
    book.add(DueDeletedItems())
    book.add(SetAsideFromSeed())
    book.add(OrganizationPresence())
    book.add(DynamicMembership(evaluation: DynamicRuleEvaluation(assignedPlans: assignedPlans)))
  }

  private static func registerEntities(in book: inout RuleBook) {
    book.add(DeletionRule())
    book.add(SeededRestore())
    book.add(OrganizationRule())
    book.add(DirectoryUserRule())
    book.add(DirectoryGroupRule())
    book.add(DirectoryDeviceRule())
    book.add(GroupLinkRule())
    book.add(DynamicMembershipTriggers())
    book.add(OrganizationExport())
    book.add(DynamicMembershipExport())
    book.add(SetAsideExport())
  }

  private static func registerOperations(in book: inout RuleBook) {
    book.add(Restore())
    book.add(CheckMembership())
    book.add(ListMembership())
    book.add(GetByIds())
    book.add(GetUserOwnedObjects())
    book.add(EndSessions())
    book.add(RenewGroup())
    book.add(ValidateProperties())
    book.add(ValidatePassword())
    book.add(ChangePassword())
    book.add(SetDeviceManagementAuthority())
  }

  package static var storeExtension: StoreExtension {
    StoreExtension(
      creationSQL: SetAsideLinks.creationSQL + DynamicMembership.creationSQL,
      views: DirectMembership.views + TransitiveMembership.views + DomainView.views,
      functions: { db in try db.add(function: SecurityIdentifier.function) })
  }

  package static var derivedExpressions: DerivedExpressions {
    DerivedExpressions([
      "securityIdentifier": { alias in "json_quote(securityIdentifier(\(alias).id))" },
      "deletedDateTime": { alias in "json_quote(\(alias).deleted)" },
    ])
  }
}
