import HTTPMessages
import Locks

/// Which page each link to a next one leads to, as those that were handed out lately.
///
/// A class because the answer to one request says it of another.
package final class PageNumbers: Sendable {
  private struct State: Sendable {
    /// By the hash of the token.
    var numbers: [Int: Int] = [:]
    /// Keys in the order in which they came, and where the next one goes.
    var keys: [Int] = []
    var next = 0
  }

  private let state = Lock(State())

  /// A few hundred kilobytes.
  private static let limit = 10_000

  init() {}

  /// 1 for a request without a token; nil for a token that nobody has noted.
  package func page(of target: String) -> Int? {
    guard let key = Self.key(target) else { return 1 }
    return state.withLock { $0.numbers[key] }
  }

  /// - Parameters:
  ///   - link: to the page after that one; one without a token is none.
  package func note(_ link: String, after page: Int) {
    guard let key = Self.key(link) else { return }
    state.withLock { state in
      if state.numbers.updateValue(page + 1, forKey: key) == nil { Self.keep(key, in: &state) }
    }
  }

  func clear() { state.withLock { $0 = State() } }

  private static func keep(_ key: Int, in state: inout State) {
    guard state.keys.count == limit else { return state.keys.append(key) }
    state.numbers[state.keys[state.next]] = nil
    state.keys[state.next] = key
    state.next = (state.next + 1) % limit
  }

  private static func key(_ url: String) -> Int? {
    let query = url.split(separator: "?", maxSplits: 1).dropFirst().first ?? ""
    let options = query.split(separator: "&").lazy.map {
      $0.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(\.percentDecoded)
    }
    return options.first { $0[0].lowercased() == "$skiptoken" && $0.count > 1 }?[1].hashValue
  }
}
