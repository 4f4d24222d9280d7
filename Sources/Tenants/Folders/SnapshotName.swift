/// A snapshot's name, which is part of URLs and of its file's name: `before-purge`.
package struct SnapshotName: Sendable, Hashable {
  package let text: String

  /// - Throws: `SnapshotFailure.invalidName`
  package init(_ text: String) throws(SnapshotFailure) {
    guard let name = try? TenantName(text) else { throw .invalidName(text) }
    self.text = name.text
  }
}

/// Why nothing was done to a snapshot.
package enum SnapshotFailure: Error, Sendable, Equatable {
  case invalidName(String)
  case unknown(String)
  /// Its file is of another version of the program, or damaged.
  case unusable(String)
  /// There are as many as there may be.
  case tooMany(limit: Int)
}

extension SnapshotFailure: CustomStringConvertible {
  /// One sentence.
  package var description: String {
    switch self {
    case .invalidName(let text):
      "'\(text)' cannot be the name of a snapshot: 1 to 63 of a-z, 0-9 and -, the first of them no -."
    case .unknown(let text): "There is no snapshot '\(text)'."
    case .unusable(let text):
      "The snapshot '\(text)' was made by another version of the program, or it is damaged."
    case .tooMany(let limit): "The tenant has \(limit) snapshots already, which is as many as there may be."
    }
  }
}
