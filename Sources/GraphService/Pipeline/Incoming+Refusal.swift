import GraphContract
import GraphStore
import HTTPMessages
import Observing
import Tenants

extension Incoming {
  /// The answer of a layer that lets the request no further.
  func refused(by failure: AccessFailure) -> Response { refused(by: ServiceFailure(failure, .gateway)) }

  func refused(by failure: ServiceFailure) -> Response { refused(by: error(of: failure)) }

  /// What a failure is told as to who sent this request.
  func error(of failure: ServiceFailure) -> GraphError {
    notes?.note(reason: failure.failure)
    return failure.error(occasion)
  }

  private var occasion: ErrorOccasion {
    ErrorOccasion(
      requestID: ids.request, path: String(target.path),
      url: target.base(of: request, version: String(target.version)) + target.path,
      isStrict: tenant?.store.settings.engine.isStrict ?? false)
  }

  func refused(by error: GraphError) -> Response {
    notes?.note(code: error.code)
    return ErrorEnvelope.response(error, ids, moment: tenant?.clock.now ?? .first)
  }
}
