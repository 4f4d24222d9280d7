import Dispatch

/// Lets threads wait until something has happened.
///
/// A class because the thread that opens it and those that wait share it.
final class Latch: Sendable {
  private let semaphore = DispatchSemaphore(value: 0)

  func open() { semaphore.signal() }

  func wait() {
    semaphore.wait()
    // The next one who waits may go too.
    semaphore.signal()
  }
}
