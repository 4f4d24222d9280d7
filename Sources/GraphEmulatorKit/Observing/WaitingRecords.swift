import Dispatch
import HTTPMessages
import Locks
import Observing

/// Requests that were answered, and that nobody has been told of yet.
///
/// They are told of by the dozen: what one needs of the processor is still at hand for the next, where between two
/// requests everything else comes by. Whoever wants to see what was told asks for the rest first.
///
/// A class because all requests add to it.
final class WaitingRecords: Sendable {
  private struct State {
    var records: [RequestRecord] = []
    /// Of their bodies.
    var bytes = 0
    /// Somebody will tell of what is there, however little it is.
    var isAwaited = false
  }

  private let state = Lock(State())
  /// Of whoever tells, so that they are told of in the order of their answers.
  private let telling = Lock(())
  private let queue = DispatchQueue(label: "observed requests", qos: .utility)
  private let tell: @Sendable ([RequestRecord]) -> Void

  /// More keep each other's memory from being at hand.
  private static let count = 16
  /// Of bodies, which are not to be held for long.
  private static let bytes = 256 << 10
  /// Nobody who reads along sees it, and nothing stays for longer when no more requests come.
  private static let delay = DispatchTimeInterval.milliseconds(25)

  /// - Parameter tell: gets them in the order of their answers, from one thread at a time.
  init(_ tell: @escaping @Sendable ([RequestRecord]) -> Void) { self.tell = tell }

  func add(_ record: RequestRecord) {
    let (isFull, isFirst) = state.withLock { state in
      state.records.append(record)
      state.bytes += record.request.body.count + record.response.body.count
      defer { state.isAwaited = true }
      return (state.records.count >= Self.count || state.bytes >= Self.bytes, !state.isAwaited)
    }
    if isFull { tellAll() }
    if isFirst { queue.asyncAfter(deadline: .now() + Self.delay) { self.tellRest() } }
  }

  private func tellRest() {
    state.withLock { $0.isAwaited = false }
    tellAll()
  }

  /// Everything that was added before has been told when this returns.
  func tellAll() {
    telling.withLock { _ in
      let records = state.withLock { state in
        defer {
          state.records = []
          state.records.reserveCapacity(Self.count)
          state.bytes = 0
        }
        return state.records
      }
      tell(records)
    }
  }
}
