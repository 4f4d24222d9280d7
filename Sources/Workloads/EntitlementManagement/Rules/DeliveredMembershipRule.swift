import GraphStore

/// Forgets where a membership came from when somebody ends it.
struct DeliveredMembershipRule: LinkRule {
  let links = [DirectoryLink.members, DirectoryLink.owners]

  func didUnlink(_ link: LinkTable, source: Int64, target: Int64, _ transaction: WriteTransaction) throws {
    guard !transaction.isMovingAside else { return }
    try DeliveredMembership.forget(link.name, source, target, transaction)
  }
}
