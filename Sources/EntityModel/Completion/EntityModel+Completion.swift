extension EntityModel {
  /// Reads a CSDL document and completes it by what the service publishes: types, members, annotations, operations, sets
  /// and singletons that it does not describe itself.
  ///
  /// - Parameters:
  ///   - published: nil: the document alone.
  ///   - stored: the documents of the version whose names the store uses, where that is another one and may write members
  ///     of published types differently.
  /// - Throws: `ModelError` when one of them is no CSDL document, they describe different services, or a name is used that
  ///   neither declares; with the name of the published document and the line, where it is that one's fault.
  package static func read(
    _ document: [UInt8], completedBy published: PublishedDocument?, storedAs stored: [[UInt8]] = []
  ) throws(ModelError) -> EntityModel {
    try checked(completedTable(document, by: published, stored))
  }

  /// The same as a document that models can be made of.
  ///
  /// - Throws: as `read(_:completedBy:)`.
  package static func checkedTable(
    _ document: [UInt8], by published: PublishedDocument, storedAs stored: [[UInt8]] = []
  ) throws(ModelError) -> CSDLTable {
    let table = try completedTable(document, by: published, stored)
    _ = try checked(table)
    return table
  }

  private static func completedTable(
    _ document: [UInt8], by published: PublishedDocument?, _ stored: [[UInt8]]
  ) throws(ModelError) -> CSDLTable {
    guard let published else { return try CSDLTable.read(document) }
    let (root, further) = (try wholeNamed(document), try published.parsed())
    if !stored.isEmpty { try spellings(stored).apply(to: further) }
    var completion = try ModelCompletion(of: root, by: further)
    try completion.complete()
    return try .write(root, named: published.name)
  }

  private static func spellings(_ documents: [[UInt8]]) throws(ModelError) -> MemberSpellings {
    var roots: [CSDLElement] = []
    for document in documents { roots.append(try wholeNamed(document)) }
    return MemberSpellings(of: roots)
  }

  /// The root of a document that says each name in whole.
  static func wholeNamed(_ document: [UInt8]) throws(ModelError) -> CSDLElement {
    let root = CSDLElement(try CSDLTable.read(document).root)
    var names = WholeNames(of: root)
    names.expand(root)
    return root
  }
}
