import Locks

/// What a request finds out once, however many of its steps ask for it.
struct FoundOnce<Value: Sendable>: ~Copyable, Sendable {
  private let known = Lock<Value?>(nil)

  func value(_ find: () throws -> Value) rethrows -> Value {
    if let value = known.withLock({ $0 }) { return value }
    let value = try find()
    known.withLock { $0 = value }
    return value
  }
}
