import Synchronization

/// Says, from any thread, that an emulator is not wanted any more, also before it has started.
///
/// A class because who raises it and who looks at it share it.
package final class StopFlag: Sendable {
  private let raised = Atomic(false)

  package init() {}

  package var isRaised: Bool { raised.load(ordering: .acquiring) }

  package func raise() { raised.store(true, ordering: .releasing) }
}
