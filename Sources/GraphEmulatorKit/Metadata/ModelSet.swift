import EntityModel
import Foundation
import Locks

/// The models that a start reads.
struct ModelSet {
  let v1: EntityModel
  let beta: EntityModel
  /// What both have, in the names of the store.
  let stored: EntityModel
  /// The part of it that is the program's own; nil: all of it.
  let groundwork: EntityModel?

  /// All are read at the same time, where no earlier start has kept them: reading them is most of what a start takes.
  ///
  /// - Throws: `MetadataMistake`, `ModelError`.
  init(_ sources: ModelSources, _ cache: StartCache = .none) throws {
    let key = sources.digest
    let v1 = Reading { try cache.model("v1.0", of: key, sources.v1Table) }
    let stored =
      sources.v1.published == nil
      ? nil : Reading { try cache.model("stored", of: key, sources.storedTable) }
    beta = try cache.model("beta", of: key) { try sources.beta.table() }
    let own = sources.beta.published == nil ? beta : try sources.beta.ownModel(cache)
    groundwork = sources.isCompleted ? own : nil
    self.v1 = try v1.wait()
    self.stored = try stored?.wait() ?? beta
  }
}

extension StartCache {
  fileprivate func model(
    _ kind: String, of key: String, _ make: () throws -> CSDLTable
  ) throws -> EntityModel {
    try EntityModel(table(kind, of: key, make))
  }
}

/// Hands a model from the thread that reads it to the one that waits for it.
///
/// A class because both threads have it.
private final class Reading: Sendable {
  private let result = Lock<Result<EntityModel, any Error>?>(nil)
  private let filled = DispatchSemaphore(value: 0)

  init(_ read: @escaping @Sendable () throws -> EntityModel) {
    let thread = Thread { [self] in
      let outcome = Result { try read() }
      result.withLock { $0 = outcome }
      filled.signal()
    }
    thread.stackSize = 8 << 20
    thread.start()
  }

  func wait() throws -> EntityModel {
    filled.wait()
    guard let outcome = result.withLock({ $0 }) else { throw ModelError(description: "no model was read") }
    return try outcome.get()
  }
}
