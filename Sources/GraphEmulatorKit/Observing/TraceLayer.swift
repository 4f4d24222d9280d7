import GraphService
import GraphStore
import HTTPMessages
import Observing
import Tenants

/// Has what a request does written down where somebody wants to read it: the log at `debug`, or the tenant's journal.
struct TraceLayer: Layer {
  let isForAll: Bool
  let journal: Journal

  func respond(to incoming: Incoming, _ next: (Incoming) -> Response) -> Response {
    // A part has that of its batch.
    guard incoming.part == nil, incoming.trace == nil, let notes = incoming.notes, isWanted(incoming) else {
      return next(incoming)
    }
    var incoming = incoming
    let trace = Trace(.complete)
    notes.note(trace: trace)
    incoming.trace = trace
    return next(incoming)
  }

  private func isWanted(_ incoming: Incoming) -> Bool {
    isForAll || incoming.tenant.map { journal.decides($0.name) } == true
  }
}
