import Faults
import GraphStore
import HTTPMessages
import Observing
import Tenants

extension Incoming {
  /// What the request is to meet; nil for one that nobody has sent, or that is refused whoever asks.
  var interference: Interference? {
    guard !isOwn, refusal == nil, request.headState == .complete, request.overload == nil else { return nil }
    return tenant?.interference
  }

  /// What is answered to it where there are faults or stubs; where there are none of these, the same as ever.
  ///
  /// - Parameters:
  ///   - kind: which of them.
  ///   - answer: with them, to what they look at.
  func meeting<Action>(
    _ kind: (Interference) -> TriggerBook<Action>, _ next: (Incoming) -> Response,
    _ answer: (TriggerBook<Action>, RequestFacts) -> Response
  ) -> Response {
    guard let interference else { return next(self) }
    let book = kind(interference)
    guard !book.isEmpty else { return next(self) }
    // What is only tried passes again, and would count twice.
    guard !limit.isTrial else { return Response(status: 503, delivery: .elsewhere) }
    let facts = facts(interference.pages)
    let response = answer(book, facts)
    if book.asksForPages {
      interference.pages.note(response, on: interference.pages.page(of: request.target))
    }
    return response
  }

  /// - Parameter pages: of links that were handed out.
  private func facts(_ pages: PageNumbers) -> RequestFacts {
    RequestFacts(request, part: part, page: page(pages), principals: principals)
  }

  /// What writes asks for no page.
  private func page(_ pages: PageNumbers) -> Int? {
    ["GET", "HEAD"].contains(request.method) ? pages.page(of: request.target) : nil
  }

  /// Who the request's token says that asks, whoever made it.
  private var principals: [String] {
    request.headers.bearerToken.flatMap { TokenClaims(unchecked: $0)?.name.names } ?? []
  }
}

extension PageNumbers {
  /// Notes where the answer to a request for that page goes on; nil: nobody knows which page it was.
  func note(_ response: Response, on page: Int?) {
    guard let page, response.status == 200, let link = response.nextLink else { return }
    note(link, after: page)
  }
}

extension Response {
  /// Looked for as text: within strings quotes are escaped.
  fileprivate var nextLink: String? {
    guard let start = body.firstRange(of: Self.linkName)?.upperBound else { return nil }
    return String(decoding: body[start...].prefix { $0 != UInt8(ascii: "\"") }, as: UTF8.self)
  }

  private static let linkName = Array(#""@odata.nextLink":""#.utf8)
}
