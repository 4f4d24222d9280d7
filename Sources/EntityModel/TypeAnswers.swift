import Locks

/// What is true of types, by a question that takes a walk through other types: it is asked once of each.
struct TypeAnswers: ~Copyable, Sendable {
  private let known = Lock<[String: Bool]>([:])

  /// Nobody waits for the walk: of two threads that ask at once both go, and find the same.
  ///
  /// - Parameter ask: with an empty set for the names of the types that the walk passes.
  borrowing func answer(
    of type: StructuredType, _ ask: (StructuredType, inout Set<String>) -> Bool
  ) -> Bool {
    if let answer = known.withLock({ $0[type.name] }) { return answer }
    var passed: Set<String> = []
    let answer = ask(type, &passed)
    known.withLock { $0[type.name] = answer }
    return answer
  }
}
