import GraphContract
import GraphStore
import HTTPMessages

/// GET of the bytes that a redirection led to: its URL says whose they are, sealed, and until when.
struct DownloadCall {
  let context: RequestContext
  let token: String

  func answer() throws -> Answer {
    guard
      let ticket = try SealedTicket.brought(token, for: .download, by: context).flatMap(DownloadTicket.init)
    else { throw StreamFailure.linkUnknown }
    return try context.readObject { reader in
      guard let stream = try reader.stream(ticket.name, of: ticket.key) else {
        throw StreamFailure.linkUnknown
      }
      return try StreamAnswer(stream, context.request.headers).answer()
    }
  }
}
