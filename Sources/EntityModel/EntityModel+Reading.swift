extension EntityModel {
  /// Reads a CSDL XML document.
  ///
  /// - Throws: `ModelError` when the document is not well-formed or names a type that it does not declare.
  package static func read(_ document: [UInt8]) throws(ModelError) -> EntityModel {
    try checked(CSDLTable.read(document))
  }

  static func checked(_ table: CSDLTable) throws(ModelError) -> EntityModel {
    let model = try EntityModel(table)
    try model.check()
    return model
  }
}
