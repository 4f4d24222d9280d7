import EntityModel
import GraphContract
import GraphStore
import HTTPMessages
import JSON
import Planning
import Tenants

/// GET of the bytes that a redirection led to: its URL says whose they are, sealed, and until when.
struct DownloadCall {
  let context: RequestContext
  let token: String

  func answer() throws -> Answer {
    guard context.method == .get else {
      throw RoutingFailure.methodNotAllowed(
        method: context.method.name, allowed: ["GET"], template: "~", path: String(context.path))
    }
    guard let ticket = DownloadTicket(token, context.tenant), context.moment < ticket.expires else {
      throw StreamFailure.linkUnknown
    }
    return try context.readObject { reader in
      guard let stream = try reader.stream(ticket.name, of: ticket.key) else {
        throw StreamFailure.linkUnknown
      }
      return try StreamAnswer(stream, context.request.headers).answer()
    }
  }
}
