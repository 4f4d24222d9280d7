package import HTTPMessages

/// Something around the service that every request passes, and every part of a batch: it may change the request, answer
/// by itself, or change, delay or cut the answer (`Response.delay`, `Response.delivery`).
///
/// What is only tried (`RequestLimit.isTrial`) and comes back with `Response.Delivery.elsewhere` was not answered: the
/// same request passes again, on a thread where it may take its time. A layer that counts leaves the first time out.
package protocol Layer: Sendable {
  /// - Parameter next: the layers inside this one, and the service.
  func respond(to incoming: Incoming, _ next: (Incoming) -> Response) -> Response
}
