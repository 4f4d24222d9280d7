import GraphContract
import HTTPMessages

/// One item of a batch on its way through the service.
struct BatchPart {
  /// As if it had come by itself.
  let request: Request
  /// From 1 on.
  let number: Int
  /// Its own header or URL names the tenant.
  let namesTenant: Bool
  /// Why it does not get to run.
  let refusal: (any RequestFailure)?
}
