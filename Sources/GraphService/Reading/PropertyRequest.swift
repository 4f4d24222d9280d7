import EntityModel
import GraphContract
import GraphStore
import JSON
import Planning

/// GET of a property: its value in an envelope, or raw.
struct PropertyRequest {
  let target: Target
  /// On the way from the object to the value.
  let properties: [Property]
  let hop: PathPlan.Hop
  let query: ObjectQuery
  let run: RunRequest

  private var context: RequestContext { target.context }

  /// `{"@odata.context":…,"value":…}`; the members of a complex value stand in the envelope itself.
  func answer() throws -> Answer {
    let (value, fragment, place) = try read()
    guard !value.isNull else { return .noContent }
    return .json(EnvelopeWriter(base: context.base, context: fragment).value(value), place: place)
  }

  func rawAnswer() throws -> Answer {
    let value = try read().value
    switch value {
    case .null: return .noContent
    case .string(let text): return Answer(status: 200, content: .text(Array(text.utf8)))
    case .bool, .number: return Answer(status: 200, content: .text(value.bytes))
    case .array, .object: throw RoutingFailure.unknownSegment("$value")
    }
  }

  private func read() throws -> (value: JSONValue, fragment: String, place: String?) {
    try context.readObject { reader in
      let resolver = target.resolver(try target.callerID(reader))
      let walked = try resolver.walkToLast(reader)
      var bytes: [UInt8] = [UInt8(ascii: "{")]
      reader.trace?.expect(
        "read \(resolver.title(of: hop))", identifier: resolver.identifierMeaning(of: hop))
      if try !reader.appendItem(query.plan, target.values(hop, resolver, walked, run), to: &bytes) {
        guard case .virtual = hop.kind else { throw resolver.missing(hop) }
        query.projection.append(defaultsOf: hop.type, id: hop.singleIdentifier, to: &bytes)
      }
      let fragment = target.text(of: query.context, resolver, walked)
      return (try value(in: bytes), fragment, target.place(resolver, walked, of: query.place))
    }
  }

  private func value(in bytes: [UInt8]) throws -> JSONValue {
    var value = try JSONValue.parse(bytes)
    for property in properties { value = value.objectValue?[property.name] ?? .null }
    return value
  }
}
