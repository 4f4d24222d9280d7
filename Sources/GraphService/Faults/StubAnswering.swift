import Faults
import HTTPMessages
import Observing

/// Answers requests, and parts of a batch, as the stubs of their tenant say: before the service, or where it has nothing.
struct StubAnswering: Layer {
  func respond(to incoming: Incoming, _ next: (Incoming) -> Response) -> Response {
    incoming.meeting({ $0.stubs }, next) { stubs, facts in answer(to: incoming, facts, stubs, next) }
  }

  private func answer(
    to incoming: Incoming, _ facts: RequestFacts, _ stubs: TriggerBook<Stub>, _ next: (Incoming) -> Response
  ) -> Response {
    if let answer = stubs.answer(to: facts, on: .always) { return stubbed(incoming, answer) }
    let response = next(incoming)
    guard Self.unserved.contains(response.status), let answer = stubs.answer(to: facts, on: .unserved) else {
      return response
    }
    incoming.notes?.forgetAnswer()
    return stubbed(incoming, answer)
  }

  private static let unserved = [400, 404, 501]

  /// With the header fields of every answer, unless the stub has its own.
  private func stubbed(_ incoming: Incoming, _ answer: StubAnswer) -> Response {
    let own = Set(answer.headers.map { $0.name.lowercased() })
    let common = Answer.commonHeaders(incoming.ids).filter { !own.contains($0.name.lowercased()) }
    return Response(
      status: answer.status, headers: common + answer.headers, body: answer.body,
      holdsJSON: answer.holdsJSON)
  }
}
