package import HTTPMessages

/// Something around the service that every request passes, and every part of a batch: it may change the request, answer
/// by itself, or change, delay or cut the answer (`Response.delay`, `Response.delivery`).
package protocol Layer: Sendable {
  /// - Parameter next: the layers inside this one, and the service.
  func respond(to incoming: Incoming, _ next: (Incoming) -> Response) -> Response
}
