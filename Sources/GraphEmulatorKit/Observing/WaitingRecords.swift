import Dispatch
import HTTPMessages
import Locks
import Observing

/// Requests that were answered, and that nobody has been told of yet.
///
/// They are told of many at a time: the code and the data that telling takes are in the processor's caches then, from
/// which each request that is answered in between would push them. Whoever wants to see what was told asks for the rest
/// first.
///
/// A class because all requests add to it.
final class WaitingRecords: Sendable {
  private struct State {
    var records: [RequestRecord] = []
    /// Of their bodies.
    var bytes = 0
    /// There is a time at which what is there will be told of, however little it is.
    var isTimerSet = false
    /// A thread tells of what it has taken, and the others go on.
    var isBeingTold = false

    var isFull: Bool { isFull(times: 1) }
    /// More than a thread that tells may leave to wait.
    var isOverfull: Bool { isFull(times: 16) }

    private func isFull(times factor: Int) -> Bool {
      records.count >= factor * countLimit || bytes >= factor * byteLimit
    }
  }

  private enum Need { case nothing, telling, waiting }

  private let state = Lock(State())
  /// Of whoever tells, so that they are told of in the order of their answers.
  private let telling = Lock(())
  private let queue = DispatchQueue(label: "observed requests", qos: .utility)
  private let tell: @Sendable ([RequestRecord]) -> Void

  /// With as many, journal and log cost reads about half of what they do one by one; they hold memory meanwhile that
  /// would serve the next requests.
  private static let countLimit = 16
  /// Of bodies, which are not to be held for long.
  private static let byteLimit = 256 << 10
  /// For how long one waits at most. The log adds its own delay: together they are what the documentation says.
  private static let delay = DispatchTimeInterval.milliseconds(25)

  /// - Parameter tell: gets them in the order of their answers, from one thread at a time.
  init(_ tell: @escaping @Sendable ([RequestRecord]) -> Void) { self.tell = tell }

  func add(_ record: RequestRecord) {
    let (need, setsTimer) = state.withLock { state in
      state.records.append(record)
      state.bytes += record.request.body.count + record.response.body.count
      defer { state.isTimerSet = true }
      return (Self.need(&state), !state.isTimerSet)
    }
    if setsTimer { queue.asyncAfter(deadline: .now() + Self.delay) { self.tellRest() } }
    switch need {
    case .nothing: break
    case .telling:
      tellAll()
      state.withLock { $0.isBeingTold = false }
    case .waiting: tellAll()
    }
  }

  /// Of those who find that there are many one tells, and the others wait only where it cannot keep up.
  private static func need(_ state: inout State) -> Need {
    guard state.isFull else { return .nothing }
    guard !state.isBeingTold else { return state.isOverfull ? .waiting : .nothing }
    state.isBeingTold = true
    return .telling
  }

  private func tellRest() {
    state.withLock { $0.isTimerSet = false }
    tellAll()
  }

  /// Everything that was added before has been told when this returns.
  func tellAll() {
    telling.withLock { _ in
      let records = state.withLock { state in
        defer {
          state.records = []
          state.records.reserveCapacity(Self.countLimit)
          state.bytes = 0
        }
        return state.records
      }
      tell(records)
    }
  }
}
