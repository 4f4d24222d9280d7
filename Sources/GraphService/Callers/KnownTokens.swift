import GraphStore
import Locks

/// Callers of tokens that were seen before, since programs send the same one with each request.
///
/// A class because all requests share it.
final class KnownTokens: Sendable {
  struct Entry: Sendable {
    let caller: Caller
    /// When it may be used; nil where that is not looked at.
    let validity: ClosedRange<Moment>?
  }

  private let entries = Lock<[String: Entry]>([:])

  /// Some megabytes at most.
  private static let limit = 1000
  private static let lengthLimit = 8192

  subscript(token: Substring) -> Entry? {
    entries.withLock { $0[String(token)] }
  }

  func keep(_ entry: Entry, for token: Substring) {
    guard token.utf8.count <= Self.lengthLimit else { return }
    entries.withLock { entries in
      // Who sends so many tokens uses none of them often.
      if entries.count >= Self.limit { entries.removeAll() }
      entries[String(token)] = entry
    }
  }
}
