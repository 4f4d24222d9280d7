extension EntityModel {
  /// Reads a CSDL document and completes it by what the service publishes: types, members, annotations, operations, sets
  /// and singletons that it does not describe itself.
  ///
  /// - Parameter published: nil: the document alone.
  /// - Throws: `ModelError` when one of them is no CSDL document, they describe different services, or a name is used that
  ///   neither declares; with the name of the published document and the line, where it is that one's fault.
  package static func read(
    _ document: [UInt8], completedBy published: PublishedDocument?
  ) throws(ModelError) -> EntityModel {
    try checked(completedTable(document, by: published))
  }

  /// The same as a document that models can be made of.
  ///
  /// - Throws: as `read(_:completedBy:)`.
  package static func checkedTable(
    _ document: [UInt8], by published: PublishedDocument
  ) throws(ModelError) -> CSDLTable {
    let table = try completedTable(document, by: published)
    _ = try checked(table)
    return table
  }

  private static func completedTable(
    _ document: [UInt8], by published: PublishedDocument?
  ) throws(ModelError) -> CSDLTable {
    let table = try CSDLTable.read(document)
    guard let published else { return table }
    let root = CSDLElement(table.root)
    var names = WholeNames(of: root)
    names.expand(root)
    var completion = try ModelCompletion(of: root, by: published.parsed())
    try completion.complete()
    return try .write(root, named: published.name)
  }
}
