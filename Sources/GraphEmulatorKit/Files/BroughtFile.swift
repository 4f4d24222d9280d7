import Foundation
import HTTPServer

/// A file that somebody brings at the start, as it is or in gzip.
struct BroughtFile {
  let path: String

  /// Why it cannot be read: one sentence, which the file's path begins.
  struct Mistake: Error, Equatable {
    let sentence: String
  }

  /// Far more than the service publishes in one file: 8 MB.
  private static let limit = 256 << 20

  func content() throws(Mistake) -> [UInt8] { try plain(rawContent()) }

  /// As it lies there.
  func rawContent() throws(Mistake) -> [UInt8] {
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

  func plain(_ bytes: [UInt8]) throws(Mistake) -> [UInt8] {
    guard GzipFile.begins(bytes) else { return bytes }
    do throws(GzipFile.Mistake) { return try GzipFile.inflated(bytes, limit: Self.limit) } catch {
      switch error {
      case .notWhole: throw mistake("the file is not in gzip as it should be, or not whole")
      case .tooLarge: throw mistake("the file comes to more than \(Self.limit >> 20) MB")
      }
    }
  }

  func mistake(_ reason: String) -> Mistake { Mistake(sentence: "\(path): \(reason)") }
}
