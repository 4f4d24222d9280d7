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
  func answer() throws -> Answer { try answer(read()) }

  /// The same, where the object was found already.
  func answer(_ resolver: Resolver, _ walked: Resolver.Walked, _ reader: Reader) throws -> Answer {
    try answer(read(resolver, walked, reader))
  }

  private func answer(_ found: Found) throws -> Answer {
    let (value, fragment, place) = found
    guard !value.isNull else { return .noContent }
    return .json(EnvelopeWriter(base: context.base, context: fragment).value(value), place: place)
  }

  func rawAnswer() throws -> Answer {
    let value = try read().value
    switch value {
    case .null: return .noContent
    case .string(let text): return Answer(status: 200, content: .text(Array(text.utf8)))
    case .bool, .number: return Answer(status: 200, content: .text(value.bytes))
    case .array(let elements): return Answer(status: 200, content: .text(Array("\(elements.count)".utf8)))
    case .object: throw RoutingFailure.unknownSegment("$value")
    }
  }

  private typealias Found = (value: JSONValue, fragment: String, place: String?)

  private func read() throws -> Found {
    try context.readObject { reader in
      let resolver = target.resolver(try target.callerID(reader))
      return try read(resolver, resolver.walkToLast(reader), reader)
    }
  }

  private func read(_ resolver: Resolver, _ walked: Resolver.Walked, _ reader: Reader) throws -> Found {
    var bytes: [UInt8] = [UInt8(ascii: "{")]
    reader.trace?.expect(
      "read \(resolver.title(of: hop))", identifier: resolver.identifierMeaning(of: hop))
    if try !reader.appendItem(query.plan, target.values(hop, resolver, walked, run), to: &bytes) {
      guard hop.isThereWithoutRow else { throw resolver.missing(hop) }
      query.projection.append(
        defaultsOf: target.version.concrete(hop.type), id: hop.impliedIdentifier(walked), to: &bytes)
    }
    let fragment = target.text(of: query.context, resolver, walked)
    return (try value(in: bytes), fragment, target.place(resolver, walked, of: query.place))
  }

  private func value(in bytes: [UInt8]) throws -> JSONValue {
    var value = try JSONValue.parse(bytes)
    for property in properties { value = value.objectValue?[property.name] ?? .null }
    return value
  }
}
