/// A CSDL document that somebody brings: what the service publishes of itself.
package struct PublishedDocument: Sendable {
  /// What messages call it: the file it comes from.
  package let name: String
  package let bytes: [UInt8]
  /// A document of `<Annotations Target="…">` blocks that say more of what it describes, and have the say over its own blocks;
  /// empty where nobody does.
  package let annotations: [UInt8]

  package init(name: String, bytes: [UInt8], annotations: [UInt8] = []) {
    self.name = name
    self.bytes = bytes
    self.annotations = annotations
  }
}

extension PublishedDocument {
  /// Its root, with whole names and every annotation at the element that it is about.
  func parsed() throws(ModelError) -> CSDLElement {
    guard !bytes.isEmpty else { throw ModelError(description: "\(name): the file is empty") }
    let root = CSDLElement(try CSDLTable.read(bytes, named: name).root)
    guard root.name == "Edmx" else {
      throw root.error("no CSDL document: it begins with <\(root.name)>, not with <edmx:Edmx>")
    }
    guard !root.schemas.isEmpty else { throw root.error("a CSDL document without a schema") }
    var names = WholeNames(of: root)
    names.expand(root)
    try DocumentRules(root.schemas).check()
    if !annotations.isEmpty {
      // Of two blocks with one term the first counts.
      let blocks = try CSDLElement(CSDLTable.read(annotations).root).schemas.flatMap {
        $0.children("Annotations")
      }
      root.schemas[0].children.insert(contentsOf: blocks, at: 0)
    }
    try TargetedAnnotations(of: root.schemas).apply()
    return root
  }
}
