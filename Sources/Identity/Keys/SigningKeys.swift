import Foundation
package import GraphStore
import Locks
package import Tenants

/// The keys of one emulator's tokens: one signs, and those before it are still taken.
///
/// A class because all threads share it, the first that needs a key makes it, and rotation changes it.
package final class SigningKeys: Sendable {
  private let file: KeptFile?
  private let wall: @Sendable () -> Moment
  /// The newest first; empty until somebody asks.
  private let keys = Lock<[SigningKey]>([])

  /// How many there are at most: whoever has a key list that is two rotations old still knows the signer of its tokens.
  package static let limit = 3

  /// - Parameters:
  ///   - file: where they are kept; nil: nowhere, so that tokens end with the process.
  ///   - wall: the machine's clock, which certificates follow.
  package init(_ file: KeptFile?, wall: @escaping @Sendable () -> Moment) {
    self.file = file
    self.wall = wall
  }

  /// The one that signs, made at its first use: that takes a tenth of a second, which a start has no need to.
  ///
  /// - Throws: `DataFolderError` for a file that is none of ours, or cannot be read or written.
  package var current: SigningKey {
    get throws {
      guard let key = try all.first else { throw DataFolderError("no signing key could be made") }
      return key
    }
  }

  /// Those whose tokens are taken, the newest first.
  ///
  /// - Throws: what `current` throws.
  package var all: [SigningKey] {
    get throws { try keys.withLock { try loaded(&$0) } }
  }

  /// The key that signs from here on; the oldest one beyond the limit is taken no more.
  ///
  /// - Throws: what `current` throws; the keys are as they were then.
  @discardableResult
  package func rotate() throws -> SigningKey {
    try keys.withLock { keys in
      let old = try loaded(&keys)
      let key = try make()
      let new = Array(([key] + old).prefix(Self.limit))
      try file?.write(SigningKey.written(new))
      keys = new
      return key
    }
  }

  private func loaded(_ keys: inout [SigningKey]) throws -> [SigningKey] {
    if keys.isEmpty { keys = try kept() ?? madeFirst() }
    return keys
  }

  private func kept() throws -> [SigningKey]? {
    guard let file, let bytes = try file.read() else { return nil }
    guard let keys = SigningKey.read(bytes) else {
      throw DataFolderError(
        "the file \(file.path) does not hold signing keys: remove it to have new ones made")
    }
    return keys
  }

  private func madeFirst() throws -> [SigningKey] {
    let keys = [try make()]
    try file?.write(SigningKey.written(keys))
    return keys
  }

  private func make() throws -> SigningKey {
    try SigningKey.make(from: Date(timeIntervalSince1970: wall().unixTime))
  }
}
