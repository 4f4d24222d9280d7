import Crypto
import EntityModel

/// The documents that the models of both versions are read from.
struct ModelSources {
  /// Those of one version: ours, and what the service publishes where somebody brings it.
  struct Version {
    let own: [UInt8]
    let published: PublishedDocument?

    /// - Throws: `MetadataMistake` where what is published cannot be read; `ModelError` where ours cannot.
    func model() throws -> EntityModel {
      do { return try EntityModel.read(own, completedBy: published) } catch {
        if published != nil { throw MetadataMistake.unreadable(error.description) }
        throw error
      }
    }

    /// What clients are told: the service's own words where they are there.
    var metadata: [UInt8] { published?.bytes ?? own }
  }

  let v1: Version
  let beta: Version

  /// - Parameters:
  ///   - v1: our document of v1.0.
  ///   - beta: our document of beta.
  ///   - files: what completes them.
  /// - Throws: `MetadataMistake`
  init(v1: [UInt8], beta: [UInt8], files: [MetadataFile]) throws(MetadataMistake) {
    self.v1 = Version(own: v1, published: try Self.published(.v1, files))
    self.beta = Version(own: beta, published: try Self.published(.beta, files))
  }

  private static func published(
    _ version: MetadataFile.Version, _ files: [MetadataFile]
  ) throws(MetadataMistake) -> PublishedDocument? {
    let files = files.filter { $0.version == version }
    guard files.count < 2 else { throw .several(version, paths: files.map(\.path)) }
    return try files.first?.document()
  }

  /// The same for the same documents, whatever their files are called: SHA-256, in hexadecimal digits.
  var digest: String {
    var digest = SHA256()
    for document in [v1.own, v1.published?.bytes, beta.own, beta.published?.bytes] {
      digest.update(data: SHA256.hash(data: document ?? []).map { $0 })
    }
    return digest.finalize().map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
  }
}
