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

  /// All are read at the same time: reading them is most of what a start takes.
  ///
  /// - Throws: `MetadataMistake`, `ModelError`.
  init(_ sources: ModelSources) throws {
    let v1 = Reading { try sources.v1.model() }
    let stored = sources.v1.published == nil ? nil : Reading { try sources.stored() }
    let groundwork = sources.isCompleted ? Reading { try EntityModel.read(sources.beta.own) } : nil
    beta = try sources.beta.model()
    self.v1 = try v1.wait()
    self.stored = try stored?.wait() ?? beta
    self.groundwork = try groundwork?.wait()
  }
}

extension ModelSources {
  /// Somebody has brought what the service publishes.
  fileprivate var isCompleted: Bool { v1.published != nil || beta.published != nil }

  /// - Throws: `MetadataMistake`
  fileprivate func stored() throws -> EntityModel {
    guard let published = v1.published else { return try beta.model() }
    do throws(ModelError) {
      return try EntityModel.readStored(
        beta.own, completedBy: beta.published, and: v1.own, completedBy: published)
    } catch { throw MetadataMistake.unreadable(error.description) }
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
