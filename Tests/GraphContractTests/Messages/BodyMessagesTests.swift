import GraphContract
import Testing

/// What is wrong with a body (graph-platform 1.15).
@Suite("Messages about bodies") struct BodyMessagesTests {
  @Test(arguments: Self.rows) func told(_ failure: BodyFailure, _ error: GraphError) {
    #expect(failure.told(by: PlainMessages()) == error)
  }

  private static let unreadable =
    "Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format."

  static let rows: [(BodyFailure, GraphError)] = [
    (.empty, GraphError(400, "BadRequest", "Empty Payload. JSON content expected.")),
    (
      .contentTypeMissing,
      GraphError(
        400, "BadRequest",
        "Write requests (excluding DELETE) must contain the Content-Type header declaration.")
    ),
    (
      .contentTypeUnsupported,
      GraphError(400, "BadRequest", "Entity only allows writes with a JSON Content-Type header.")
    ),
    (.malformedJSON, GraphError(400, "BadRequest", unreadable)),
    (.undecodable, GraphError(400, "BadRequest", unreadable)),
    (.tooLarge, GraphError(413, "RequestEntityTooLarge", "The request entity is too large.")),
    (
      .encodingUnsupported("br"),
      GraphError(415, "UnsupportedMediaType", "The content encoding 'br' is not supported.")
    ),
    (
      .typeChanged(from: Samples.person, to: Samples.team),
      GraphError(
        400, "BadRequest", "An object of type 'test.person' cannot become one of type 'test.team'.")
    ),
    (
      .parametersMissing(operation: "assign", names: ["targets", "mode"]),
      GraphError(
        400, "Request_BadRequest",
        "One or more parameters of the operation 'assign' are missing from the request payload. The missing "
          + "parameters are: targets, mode.")
    ),
    (
      .parameterUnknown(operation: "assign", name: "x"),
      GraphError(
        400, "BadRequest",
        "The parameter 'x' in the request payload is not a valid parameter for the operation 'assign'.")
    ),
  ]
}
