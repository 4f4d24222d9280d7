import GraphContract
import GraphStore
import HTTPMessages
import Tenants

extension Incoming {
  /// The answer of a layer that lets the request no further.
  func refused(by failure: any RequestFailure) -> Response {
    let error = ServiceFailure(failure, .gateway).error(
      ErrorOccasion(requestID: ids.request, path: String(target.path)))
    return ErrorEnvelope.response(error, ids, moment: tenant?.clock.now ?? .first)
  }
}
