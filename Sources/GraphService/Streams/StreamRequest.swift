import EntityModel
import GraphContract
import GraphStore
import HTTPMessages
import OData
import Planning

/// GET, PUT, PATCH and DELETE of the bytes that an object is about, or that a property of it has (OData Protocol 4.01,
/// sections 11.2.5 and 11.4.7 to 11.4.9). They never become JSON.
struct StreamRequest {
  let place: StreamPlace

  init(target: Target, properties: [Property]) {
    place = StreamPlace(target: target, properties: properties)
  }

  private var target: Target { place.target }

  var isRead: Bool { target.context.method == .get }

  func answer() throws -> Answer {
    switch target.context.method {
    case .get: try read()
    case .put, .patch: try StreamWrite(place: place).answer()
    case .delete: try delete()
    case .post, .unknown:
      throw RoutingFailure.methodNotAllowed(
        method: target.context.method.name, allowed: ["GET", "PUT", "PATCH", "DELETE"], template: "~",
        path: String(target.context.path))
    }
  }

  private func read() throws -> Answer {
    try target.context.readObject { reader in
      let resolver = target.resolver(try target.callerID(reader))
      let walked = try resolver.walk(reader)
      let located = try place.located(resolver, walked, reader)
      guard !reader.withholdsRows else { return .noContent }
      guard let stream = try reader.stream(place.name, of: located.key) else {
        throw place.missing(place.type(of: located))
      }
      let headers = target.context.request.headers
      let others = EntityTags(headers).areGiven ? try place.tags(of: located, reader) : []
      let answer = StreamAnswer(stream, headers, others: others)
      guard place.traits(place.type(of: located)).redirects else { return try answer.answer() }
      return try answer.known() ?? redirection(located)
    }
  }

  /// Where the bytes are, for whoever knows the URL.
  private func redirection(_ located: Reader.Located) -> Answer {
    let ticket = DownloadTicket(key: located.key, name: place.name)
    return Answer(status: 302, location: ticket.url(target.context))
  }

  /// What an object is about goes with the object itself (OData Protocol 4.01, 11.4.8.3).
  private func delete() throws -> Answer {
    try target.write { transaction, walked in
      guard let entity = try place.entity(walked, transaction) else { throw place.missing(target.path.type) }
      let type = target.type(of: entity)
      guard let tag = try transaction.streamTag(place.name, of: entity) else { throw place.missing(type) }
      try EntityTags(target.context.request.headers).check([tag] + entity.tags(type))
      if place.properties.isEmpty {
        try transaction.delete(entity)
      } else {
        try transaction.removeStream(place.name, of: entity)
      }
    } answer: { _, _, _, _ in
      .noContent
    }
  }
}

extension StreamPlace {
  /// The object of the path as the store has it; of a single value below a singleton its row, where it has one.
  func entity(_ walked: Resolver.Walked, _ transaction: WriteTransaction) throws -> Entity? {
    if let entity = try target.lastEntity(walked, transaction) { return entity }
    guard let hop = target.plan.hops.last, case .virtual(_, let place) = hop.kind,
      let table = target.version.table(of: hop.type)
    else { return nil }
    return try transaction.single(in: table, at: place)
  }
}
