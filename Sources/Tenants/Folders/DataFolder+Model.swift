package import GraphStore

extension DataFolder {
  /// Lets the folder hold data of a model, and remembers what that has beyond the program's own: without it the data could
  /// be read no more. A folder that is refused is left to others.
  ///
  /// - Throws: where the folder holds data of more than the model has.
  package func remember(_ names: FurtherNames) throws(DataFolderError) {
    do throws(DataFolderError) { try compare(names) } catch {
      abandon()
      throw error
    }
  }

  private func compare(_ names: FurtherNames) throws(DataFolderError) {
    let file = keptFile("model")
    let kept = FurtherNames(text: String(decoding: try file.read() ?? [], as: UTF8.self))
    if let missing = names.missing(of: kept) {
      throw DataFolderError(
        "the data in \(path) needs metadata that has \(missing): start with the metadata that it was made with, or with more"
      )
    }
    if kept != names { try file.write(Array(names.text.utf8)) }
  }
}
