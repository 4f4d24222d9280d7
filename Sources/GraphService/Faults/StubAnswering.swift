import Faults
import GraphStore
import HTTPMessages

/// Answers requests, and parts of a batch, as the stubs of their tenant say: before the service, or where it has nothing.
struct StubAnswering: Layer {
  func respond(to incoming: Incoming, _ next: (Incoming) -> Response) -> Response {
    guard let interference = incoming.interference, !interference.stubs.isEmpty else { return next(incoming) }
    // What is only tried passes again, and would count twice.
    guard !incoming.limit.isTrial else { return Response(status: 503, delivery: .elsewhere) }
    let facts = incoming.facts(interference.pages)
    let response = answer(to: incoming, facts, interference.stubs, next)
    if interference.stubs.asksForPages { interference.pages.note(response, on: facts.page) }
    return response
  }

  private func answer(
    to incoming: Incoming, _ facts: RequestFacts, _ stubs: TriggerBook<Stub>, _ next: (Incoming) -> Response
  ) -> Response {
    if let answer = stubs.answer(to: facts, on: .always) { return stubbed(incoming, answer) }
    let response = next(incoming)
    guard Self.unserved.contains(response.status), let answer = stubs.answer(to: facts, on: .unserved) else {
      return response
    }
    return stubbed(incoming, answer)
  }

  private static let unserved = [400, 404, 501]

  /// With the header fields of every answer, unless the stub has its own.
  private func stubbed(_ incoming: Incoming, _ answer: StubAnswer) -> Response {
    let own = Set(answer.headers.map { $0.name.lowercased() })
    let common = Answer.commonHeaders(incoming.ids).filter { !own.contains($0.name.lowercased()) }
    return Response(status: answer.status, headers: common + answer.headers, body: answer.body)
  }
}
