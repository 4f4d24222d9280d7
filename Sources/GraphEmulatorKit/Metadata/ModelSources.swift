import EntityModel

/// The documents that the models of both versions are read from.
struct ModelSources {
  /// Those of one version: ours, and what the service publishes where somebody brings it.
  struct Version: Sendable {
    /// Copied when it is needed.
    let own: @Sendable () -> [UInt8]
    let published: BroughtDocument?

    /// The document that the model is made of.
    ///
    /// - Parameter stored: the documents of the version whose names the store uses; empty for that one itself.
    /// - Throws: `MetadataMistake` where what is published cannot be read; `ModelError` where ours cannot.
    func table(storedAs stored: [[UInt8]] = []) throws -> CSDLTable {
      guard let published = try published?.document() else { return try CSDLTable.read(own()) }
      do throws(ModelError) {
        return try EntityModel.checkedTable(own(), by: published, storedAs: stored)
      } catch {
        throw MetadataMistake.unreadable(error.description)
      }
    }

    /// - Throws: as `table`.
    func model() throws -> EntityModel { try EntityModel(table()) }

    /// Of our document alone.
    ///
    /// - Parameter cache: another start may have kept its table, whatever metadata that had.
    func ownModel(_ cache: StartCache) throws -> EntityModel {
      let document = own()
      let key = StartCache.key([document, Array(String(CSDLTable.form).utf8)])
      return try EntityModel(cache.table("own", of: key) { try CSDLTable.read(document) })
    }

    /// What clients are told: the service's own words where they are there.
    var metadata: [UInt8] { published?.served ?? own() }
  }

  let v1: Version
  let beta: Version

  /// - Parameters:
  ///   - v1: our document of v1.0.
  ///   - beta: our document of beta.
  ///   - files: what completes them.
  /// - Throws: `MetadataMistake`
  init(
    v1: @escaping @Sendable () -> [UInt8], beta: @escaping @Sendable () -> [UInt8], files: [MetadataFile]
  ) throws(MetadataMistake) {
    self.v1 = Version(own: v1, published: try Self.published(.v1, files))
    self.beta = Version(own: beta, published: try Self.published(.beta, files))
  }

  private static func published(
    _ version: MetadataFile.Version, _ files: [MetadataFile]
  ) throws(MetadataMistake) -> BroughtDocument? {
    let files = files.filter { $0.version == version }
    guard files.count < 2 else { throw .several(version, paths: files.map(\.path)) }
    guard let file = files.first else { return nil }
    return try BroughtDocument(BroughtFile(path: file.path))
  }

  /// The document of the model of v1.0: what both versions publish, the store has by the names of beta.
  ///
  /// - Throws: as `Version.table`.
  func v1Table() throws -> CSDLTable {
    let other = try beta.published?.document().bytes
    return try v1.table(storedAs: other.map { [beta.own(), $0] } ?? [])
  }

  /// The document of the store's model.
  ///
  /// - Throws: as `Version.table`.
  func storedTable() throws -> CSDLTable {
    guard let published = try v1.published?.document() else { return try beta.table() }
    let other = try beta.published?.document()
    do throws(ModelError) {
      return try EntityModel.checkedStoredTable(
        beta.own(), completedBy: other, and: v1.own(), completedBy: published)
    } catch { throw MetadataMistake.unreadable(error.description) }
  }

  /// Somebody has brought what the service publishes.
  var isCompleted: Bool { v1.published != nil || beta.published != nil }

  /// The same for the same documents, whatever their files are called: SHA-256, in hexadecimal digits.
  var digest: String {
    StartCache.key(
      [v1.own(), v1.published?.raw ?? [], beta.own(), beta.published?.raw ?? [], Assets.overlay]
        + [Array(String(CSDLTable.form).utf8)])
  }
}
