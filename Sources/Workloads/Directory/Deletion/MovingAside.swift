import GraphStore

/// Whether links are being put aside with a deleted object, or come back with it.
///
/// A class because the rules of all workloads that the links concern share it.
final class MovingAside {
  /// More than zero while that is so.
  fileprivate var depth = 0

  fileprivate static func of(_ transaction: WriteTransaction) -> MovingAside {
    transaction.state(MovingAside.self) { MovingAside() }
  }
}

extension WriteTransaction {
  /// Links that go or come now belong to an object that is deleted or restored.
  var isMovingAside: Bool { MovingAside.of(self).depth > 0 }

  /// Runs changes of links that belong to the deletion or the restoring of an object.
  func movingAside<Result>(_ body: () throws -> Result) rethrows -> Result {
    let work = MovingAside.of(self)
    work.depth += 1
    defer { work.depth -= 1 }
    return try asRule(body)
  }
}
