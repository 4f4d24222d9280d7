import Locks

/// Lines in the order in which they were written.
///
/// A class because layers, rules and connections of several threads write to it.
final class Journal: Sendable {
  private let texts = Lock<[String]>([])

  var lines: [String] { texts.withLock { $0 } }

  func add(_ line: String) { texts.withLock { $0.append(line) } }

  func clear() { texts.withLock { $0 = [] } }
}
