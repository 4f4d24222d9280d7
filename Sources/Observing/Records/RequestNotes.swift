package import GraphStore
import Locks
package import Tenants

/// What the service finds out about a request and its answer does not say, for whoever watches: a request that nobody
/// watches has none.
///
/// A class because each stage that finds something out writes into it.
package final class RequestNotes: Sendable {
  /// Why a request was refused.
  package struct Refusal: Sendable {
    package let code: String
    /// The failure as a fact; nil where the code is all.
    package var reason: (any Error)?
  }

  package struct Facts: Sendable {
    package var tenant: TenantName?
    package var caller: CallerName?
    package var refusal: Refusal?
    /// What was written down while it ran; nil where nobody asked for that.
    package var trace: Trace?
    /// Of a batch, by their numbers.
    package var parts: [(number: Int, notes: RequestNotes)] = []
    package var door = Door.graph
    /// The token names permissions, and nobody knows which ones the path takes.
    package var isUnchecked = false
    /// nil where body and answer are no bytes of a stream.
    package var stream: StreamUse?
  }

  private let state = Lock(Facts())
  /// Parts of a batch have notes of their own.
  private let followsParts: Bool

  package init(followsParts: Bool = false) { self.followsParts = followsParts }

  package var facts: Facts { state.withLock { $0 } }

  package func note(tenant: TenantName) { state.withLock { $0.tenant = tenant } }

  package func note(caller: CallerName) { state.withLock { $0.caller = caller } }

  package func note(trace: Trace) { state.withLock { $0.trace = trace } }

  package func note(door: Door) { state.withLock { $0.door = door } }

  package func noteUnchecked() { state.withLock { $0.isUnchecked = true } }

  package func note(stream: StreamUse) { state.withLock { $0.stream = stream } }

  /// Comes before the code, which only the words of a workload have.
  package func note(reason: any Error) { state.withLock { $0.refusal = Refusal(code: "", reason: reason) } }

  /// - Parameter code: of the error that is sent.
  package func note(code: String) {
    state.withLock { $0.refusal = Refusal(code: code, reason: $0.refusal?.reason) }
  }

  /// The answer that was told about goes to nobody: another takes its place.
  package func forgetAnswer() {
    state.withLock { facts in
      (facts.refusal, facts.parts) = (nil, [])
      if facts.stream == .read { facts.stream = nil }
    }
  }

  /// What a part of a batch is noted in; nil where only the whole is watched.
  package func part(_ number: Int) -> RequestNotes? {
    guard followsParts else { return nil }
    let part = RequestNotes()
    state.withLock { $0.parts.append((number, part)) }
    return part
  }
}

extension Error {
  /// `RoutingFailure.unknownSegment("x")`
  var fact: String { "\(type(of: self)).\(self)" }
}
