package import EntityModel
package import GraphStore

extension DataFolder {
  /// Lets the folder hold data of a model, and remembers what that has beyond the program's own: without it the data could
  /// be read no more. A folder that is refused is left to others.
  ///
  /// - Parameters:
  ///   - schema: of the model; what it has beyond the program's own is gone through where a folder stays.
  ///   - versions: the models of the versions themselves.
  /// - Throws: where the folder holds data of more than the model has.
  package func remember(_ schema: StoreSchema, of versions: [EntityModel]) throws(DataFolderError) {
    do throws(DataFolderError) { try compare(schema, versions) } catch {
      abandon()
      throw error
    }
  }

  private func compare(_ schema: StoreSchema, _ versions: [EntityModel]) throws(DataFolderError) {
    let file = keptFile("model")
    let text = try file.read()
    // Nobody opens a temporary folder again, unless it is a copy of another.
    guard text != nil || !isTemporary else { return }
    // Without one the databases themselves say what they need: each when it is opened.
    let kept = if let text { try needs(text, of: file) } else { FurtherNames.none }
    if let missing = schema.missing(of: kept, versions) {
      throw DataFolderError(
        "the data in \(path) needs metadata that has \(missing): start with the metadata that it was made with, or with more"
      )
    }
    let names = schema.furtherNames
    if kept != names { try file.write(Array(names.text.utf8)) }
  }

  private func needs(_ text: [UInt8], of file: KeptFile) throws(DataFolderError) -> FurtherNames {
    guard let needs = FurtherNames(text: String(decoding: text, as: UTF8.self)) else {
      throw DataFolderError(
        "the file \(file.path), which says what metadata the data need, is damaged: remove it, and start with the metadata that the data were made with"
      )
    }
    return needs
  }
}
