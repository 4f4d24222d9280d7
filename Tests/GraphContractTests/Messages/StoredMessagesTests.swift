import GraphContract
import Testing

/// What references and stored objects do not allow (graph-platform 1.13, 3.4 and 3.5).
@Suite("Messages about references and stored objects") struct StoredMessagesTests {
  @Test(arguments: Self.references + Self.states)
  func told(_ failure: any RequestFailure, _ error: GraphError) {
    #expect(failure.told(by: PlainMessages()) == error)
  }

  private static func notFound(_ name: String) -> GraphError {
    GraphError(
      404, "Request_ResourceNotFound",
      "Resource '\(name)' does not exist or one of its queried reference-property objects are not present.")
  }

  private static func conflict(_ property: String) -> GraphError {
    let message = "Another object with the same value for property \(property) already exists."
    return GraphError(
      400, "Request_BadRequest", message,
      details: [GraphError.Detail(code: "ObjectConflict", message: message, target: property)])
  }

  static let references: [(any RequestFailure, GraphError)] = [
    (ReferenceFailure.missing(property: "boss", sent: "17"), notFound("17")),
    (ReferenceFailure.unsuitable(property: "boss", text: "teams/17"), notFound("boss")),
    (
      ReferenceFailure.malformed(property: "owners", text: "?"),
      GraphError(400, "Request_BadRequest", "Invalid URL format specified in @odata.bind for owners")
    ),
    (
      ReferenceFailure.noBody, GraphError(400, "Request_BadRequest", "Empty Payload. JSON content expected.")
    ),
    (
      ReferenceFailure.empty,
      GraphError(400, "BadRequest", "Unexpected empty reference: the body has no '@odata.id'.")
    ),
    (
      ReferenceFailure.fixed(property: "boss"),
      GraphError(400, "BadRequest", "The value of 'boss' does not match the request URL.")
    ),
    (
      ReferenceFailure.tooMany(property: "members", limit: 20),
      GraphError(
        400, "Request_BadRequest", "At most 20 objects can be bound to 'members' in one request.")
    ),
    (
      ReferenceFailure.writeToReference,
      GraphError(400, "BadRequest", "Write requests are only supported on contained entities")
    ),
    (
      ReferenceFailure.patchOfReferences,
      GraphError(400, "BadRequest", "The request is currently not supported on the targeted entity set")
    ),
  ]

  static let states: [(any RequestFailure, GraphError)] = [
    (StateFailure.missingObject(id: "17", segment: "people"), notFound("17")),
    (
      StateFailure.malformedIdentifier("abc"),
      GraphError(400, "Request_BadRequest", "Invalid object identifier 'abc'.")
    ),
    (StateFailure.missingTarget(navigation: "boss"), notFound("boss")),
    (StateFailure.duplicateValue(property: "name", type: Samples.person), conflict("name")),
    (StateFailure.duplicateIdentifier("17"), conflict("id")),
    (
      StateFailure.alreadyLinked(property: "members"),
      GraphError(
        400, "Request_BadRequest",
        "One or more added object references already exist for the following modified properties: 'members'.")
    ),
    (StateFailure.notLinked(property: "members", id: "17"), notFound("17")),
    (
      StateFailure.syncStateNotFound(restart: "http://graph.test/beta/people/delta"),
      GraphError(
        410, "syncStateNotFound", "The sync state of the token is not found. Start anew without a token.",
        headers: [("Location", "http://graph.test/beta/people/delta")])
    ),
  ]
}
