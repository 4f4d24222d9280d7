import JSON
import GraphContract
import GraphStore
import HTTPMessages
import Logging
import Observing
import Tenants

/// Tells failures to clients, and on pages to people.
struct FailureTelling {
  let request: Request
  let parts: ServiceParts
  let notes: RequestNotes?
  let logger: Logger

  func response(to error: any Error, isPage: Bool) -> Response {
    switch error {
    case let failure as SignInFailure: told(failure, isPage)
    case let failure as any RequestFailure: unavailable(failure)
    default: fault(error)
    }
  }

  private func told(_ failure: SignInFailure, _ isPage: Bool) -> Response {
    notes?.note(failure)
    let moment = parts.tenants.mainTenant?.clock.now ?? parts.wall()
    let answer = FailureAnswer(failure, at: moment, parts.identifiers, request)
    guard isPage else { return answer.response }
    return MessagePage(
      title: "Sorry, but we're having trouble signing you in.", text: answer.description,
      status: failure.told.status
    ).response
  }

  /// Work that was ended, or a disk that fails.
  private func unavailable(_ failure: any RequestFailure) -> Response {
    let error = failure.told(by: PlainMessages())
    notes?.note(failure, code: "temporarily_unavailable")
    logger.error("\(request.method) \(path): \(error.message)")
    var response = IdentityAnswer.json(
      ["error": "temporarily_unavailable", "error_description": .string(error.message)], status: error.status)
    response.headers += error.headers.map { HeaderField($0.name, $0.value) }
    return response
  }

  private func fault(_ error: any Error) -> Response {
    logger.error("\(request.method) \(path): \(error)")
    notes?.note(error, code: "server_error")
    return IdentityAnswer.json(
      ["error": "server_error", "error_description": "The request failed; the log says why."], status: 500)
  }

  /// Without the query, which may hold what nobody is to see.
  private var path: Substring { request.target.prefix { $0 != "?" } }
}
