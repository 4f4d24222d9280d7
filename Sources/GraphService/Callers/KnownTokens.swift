import Identity
import Locks

/// Callers of tokens that were seen before, since programs send the same one with each request.
///
/// A class because all requests share it.
final class KnownTokens: Sendable {
  struct Entry: Sendable {
    let caller: Caller
    /// What else is looked at each time; nil where nothing is.
    let terms: TokenTerms?
  }

  private let entries = Lock<[String: Entry]>([:])

  /// Some megabytes at most.
  static let limit = 1000
  /// Of a token, in bytes.
  static let lengthLimit = 8192

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
