import Dispatch
import Foundation
import GraphContract
import GraphService
import GraphStore
import HTTPMessages
import Synchronization

/// Answers requests below `/beta/held` when the servers of all of them were told to end, or after a while that shows that
/// they will not be.
///
/// A class because tests ask it what became of the requests.
final class HeldRequests: Layer {
  /// One for each that has come.
  let entered = DispatchSemaphore(value: 0)
  private let expected: Int
  private let told = Atomic(0)
  private let met = Atomic(0)

  init(_ expected: Int) { self.expected = expected }

  /// How many ended when all had been told to.
  var count: Int { met.load(ordering: .acquiring) }

  func respond(to incoming: Incoming, _ next: (Incoming) -> Response) -> Response {
    guard incoming.request.target.hasPrefix("/beta/held"), !incoming.limit.isTrial else {
      return next(incoming)
    }
    entered.signal()
    while incoming.limit.interruption != .serverStops { usleep(1000) }
    told.add(1, ordering: .acquiringAndReleasing)
    if allAreTold { met.add(1, ordering: .releasing) }
    return Response(status: 200)
  }

  private var allAreTold: Bool {
    for _ in 1...10_000 {
      if told.load(ordering: .acquiring) == expected { return true }
      usleep(1000)
    }
    return false
  }
}
