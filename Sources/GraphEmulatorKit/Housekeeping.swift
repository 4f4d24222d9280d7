import Dispatch

/// Keeps house now and then.
///
/// A class because it ends with whoever holds it.
final class Housekeeping: Sendable {
  // The protocol says nothing of threads; sources are made to be used from any.
  private nonisolated(unsafe) let timer: any DispatchSourceTimer

  init(_ core: EmulatorCore) {
    timer = DispatchSource.makeTimerSource(queue: .global(qos: .utility))
    timer.setEventHandler { core.keepHouse() }
    timer.schedule(deadline: .now() + .seconds(30), repeating: .seconds(30), leeway: .seconds(5))
    timer.activate()
  }

  deinit { timer.cancel() }
}
