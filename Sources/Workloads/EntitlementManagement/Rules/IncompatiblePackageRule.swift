import GraphStore

/// Access packages that exclude each other: two of them.
struct IncompatiblePackageRule: LinkRule {
  let links = [EntitlementLink.incompatiblePackages]

  func willLink(_ link: LinkTable, source: Int64, target: Int64, _ transaction: WriteTransaction) throws {
    guard source == target, transaction.origin == .request else { return }
    throw EntitlementError.invalidModel(
      at: "@odata.id", "An access package is not incompatible with itself.")
  }
}
