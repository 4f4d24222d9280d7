import Dispatch
import Foundation
import Locks

/// Threads that start at the same moment and work side by side.
enum Race {
  /// Runs `body` on so many threads of their own and returns when all have ended.
  static func run(threads: Int, _ body: @escaping @Sendable (Int) -> Void) {
    let start = DispatchSemaphore(value: 0)
    let end = DispatchGroup()
    for number in 0..<threads {
      end.enter()
      Thread {
        start.wait()
        body(number)
        end.leave()
      }.start()
    }
    for _ in 0..<threads { start.signal() }
    end.wait()
  }
}

/// What threads hand in, in no order that means anything.
///
/// A class because threads share it.
final class Collected<Element: Sendable>: Sendable {
  private let elements = Lock<[Element]>([])

  var all: [Element] { elements.withLock { $0 } }

  func add(_ element: Element) { elements.withLock { $0.append(element) } }
}
