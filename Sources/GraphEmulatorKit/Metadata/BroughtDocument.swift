import EntityModel
import Locks

/// A document that somebody brings, as it is in its file: it is inflated where somebody needs what is in it.
///
/// A class because what clients are told of it is inflated once.
final class BroughtDocument: Sendable {
  let file: BroughtFile
  /// XML, or that in gzip.
  let raw: [UInt8]
  private let inflated = Lock<[UInt8]?>(nil)

  /// - Throws: `MetadataMistake.unreadable` when there is no such file, or it cannot be read.
  init(_ file: BroughtFile) throws(MetadataMistake) {
    self.file = file
    do { raw = try file.rawContent() } catch { throw .unreadable(error.sentence) }
  }

  /// - Throws: `MetadataMistake.unreadable` where it is not in gzip as it should be.
  func document() throws(MetadataMistake) -> PublishedDocument {
    PublishedDocument(name: file.path, bytes: try content(), annotations: Assets.overlay)
  }

  private func content() throws(MetadataMistake) -> [UInt8] {
    do { return try file.plain(raw) } catch { throw .unreadable(error.sentence) }
  }

  /// What is in it; that it can be read was seen at the start.
  var served: [UInt8] {
    inflated.withLock { inflated in
      if let inflated { return inflated }
      let content = (try? content()) ?? []
      inflated = content
      return content
    }
  }
}
