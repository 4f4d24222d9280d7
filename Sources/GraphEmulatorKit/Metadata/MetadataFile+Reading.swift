import EntityModel

extension MetadataFile {
  /// - Throws: `MetadataMistake.unreadable` when there is no such file, or it cannot be read.
  func document() throws(MetadataMistake) -> PublishedDocument {
    do {
      return PublishedDocument(
        name: path, bytes: try BroughtFile(path: path).content(), annotations: Assets.overlay)
    } catch {
      throw .unreadable(error.sentence)
    }
  }
}
