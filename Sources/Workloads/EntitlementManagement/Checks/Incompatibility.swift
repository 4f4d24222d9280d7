import GraphStore

/// Packages and groups that exclude each other.
enum Incompatibility {
  static func check(package: Int64, target: Entity, _ transaction: WriteTransaction) throws {
    let groups = try transaction.targets(
      of: transaction.linkTable("accessPackage_incompatibleGroups"), source: package)
    if let id = target.string("objectId"),
      let object = try transaction.entity(id: id, in: transaction.table(DirectoryType.object))
    {
      let ancestors = try TransitiveMembership.ancestors(of: object.key, transaction.db).map(\.key)
      guard Set(groups).isDisjoint(with: ancestors) else { throw EntitlementError.incompatible }
    }
    let packages = try transaction.targets(
      of: transaction.linkTable(EntitlementLink.incompatiblePackages), source: package)
    for other in packages {
      let held = try AccessPackageAssignments.delivered(ofPackage: other, transaction)
      guard !held.contains(where: { $0.references["target"] == target.key }) else {
        throw EntitlementError.incompatible
      }
    }
  }
}
