import EntityModel
import Foundation
import HTTPServer

extension MetadataFile {
  /// Far more than any version of the service publishes: 8 MB.
  private static let limit = 256 << 20

  /// - Throws: `MetadataMistake.unreadable` when there is no such file, or it cannot be read.
  func document() throws(MetadataMistake) -> PublishedDocument {
    PublishedDocument(name: path, bytes: try plain(content()), annotations: Assets.overlay)
  }

  private func content() throws(MetadataMistake) -> [UInt8] {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw mistake("there is no such file")
    }
    guard !isFolder.boolValue else { throw mistake("a file expected, not a folder") }
    guard let content = FileManager.default.contents(atPath: path) else {
      throw mistake("the file cannot be read")
    }
    return [UInt8](content)
  }

  private func plain(_ bytes: [UInt8]) throws(MetadataMistake) -> [UInt8] {
    guard GzipFile.begins(bytes) else { return bytes }
    do throws(GzipFile.Mistake) { return try GzipFile.inflated(bytes, limit: Self.limit) } catch {
      switch error {
      case .notWhole: throw mistake("the file is not in gzip as it should be, or not whole")
      case .tooLarge: throw mistake("the file comes to more than \(Self.limit >> 20) MB")
      }
    }
  }

  private func mistake(_ reason: String) -> MetadataMistake { .unreadable("\(path): \(reason)") }
}
