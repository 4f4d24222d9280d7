import HTTPMessages

/// Answers what browsers ask before they send what a page wants: whatever that is, it is welcome (Fetch standard).
///
/// Whether a page may ask is no question of paths or tokens, which a preflight does not carry.
struct Preflights: Layer {
  func respond(to incoming: Incoming, _ next: (Incoming) -> Response) -> Response {
    // A part of a batch is asked by the page that sends the batch.
    guard incoming.part == nil, incoming.request.method == "OPTIONS", incoming.request.headState == .complete
    else { return next(incoming) }
    var response = Answer(status: 200).response(incoming.ids)
    response.headers += CrossOriginFields.preflight(incoming.request)
    return response
  }
}
