extension EntityModel {
  /// Reads the model of the store, which has what all versions have: the version whose names the store uses, and what only
  /// the other one publishes.
  ///
  /// - Parameters:
  ///   - document: ours, of the version whose names the store uses.
  ///   - published: what the service publishes of that version.
  ///   - other: ours, of the other version: it says what is stored by another name.
  ///   - publishedOther: what the service publishes of the other version.
  /// - Throws: as `read(_:completedBy:)`.
  package static func readStored(
    _ document: [UInt8], completedBy published: PublishedDocument?, and other: [UInt8],
    completedBy publishedOther: PublishedDocument
  ) throws(ModelError) -> EntityModel {
    try checked(storedTable(document, completedBy: published, and: other, completedBy: publishedOther))
  }

  /// The same as a document that models can be made of.
  ///
  /// - Throws: as `read(_:completedBy:)`.
  package static func checkedStoredTable(
    _ document: [UInt8], completedBy published: PublishedDocument?, and other: [UInt8],
    completedBy publishedOther: PublishedDocument
  ) throws(ModelError) -> CSDLTable {
    let table = try storedTable(
      document, completedBy: published, and: other, completedBy: publishedOther)
    _ = try checked(table)
    return table
  }

  private static func storedTable(
    _ document: [UInt8], completedBy published: PublishedDocument?, and other: [UInt8],
    completedBy publishedOther: PublishedDocument
  ) throws(ModelError) -> CSDLTable {
    let root = try wholeNamed(document)
    if let published { try complete(root, by: published.parsed()) }
    let further = try publishedOther.parsed()
    try StoredNames(of: wholeNamed(other)).apply(to: further)
    try complete(root, by: further)
    return try .write(root, named: publishedOther.name)
  }

  private static func complete(_ root: CSDLElement, by other: CSDLElement) throws(ModelError) {
    var completion = try ModelCompletion(of: root, by: other)
    try completion.complete()
  }
}
