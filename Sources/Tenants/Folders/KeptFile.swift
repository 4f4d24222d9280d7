import Foundation

/// A file beside the databases that the program keeps for itself, and that nobody else may read.
///
/// Its name begins with a dot, as those do that are no tenant's.
package struct KeptFile: Sendable {
  package let path: String

  init(path: String) { self.path = path }

  /// nil when there is none.
  ///
  /// - Throws: `DataFolderError`
  package func read() throws(DataFolderError) -> [UInt8]? {
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    do { return Array(try Data(contentsOf: URL(filePath: path))) } catch {
      throw DataFolderError("the file \(path) cannot be read")
    }
  }

  /// Puts other bytes in place of those that are there: after a crash the file has the ones or the others.
  ///
  /// - Throws: `DataFolderError`
  package func write(_ bytes: [UInt8]) throws(DataFolderError) {
    do { try WholeFile.write(bytes, to: path, mode: 0o600) } catch {
      throw DataFolderError("the file \(path) cannot be written: \(error.reason)")
    }
  }
}

extension DataFolder {
  /// - Parameter name: without its dot: `signing-keys.json`.
  package func keptFile(_ name: String) -> KeptFile { KeptFile(path: path + "/." + name) }
}
