import GraphContract
import Testing

/// What is wrong with query options (graph-platform 1.12 and 3.4).
@Suite("Messages about query options") struct QueryMessagesTests {
  @Test(arguments: Self.rows) func told(_ failure: QueryFailure, _ error: GraphError) {
    #expect(failure.told(by: PlainMessages()) == error)
  }

  static let rows = options + pages + filters + orders

  private static func badRequest(_ message: String) -> GraphError { GraphError(400, "BadRequest", message) }
  private static func directory(_ message: String) -> GraphError {
    GraphError(400, "Request_BadRequest", message)
  }
  private static func unsupported(_ message: String) -> GraphError {
    GraphError(400, "Request_UnsupportedQuery", message)
  }

  private static let options: [(QueryFailure, GraphError)] = [
    (.unknownOption("$x"), directory("Unrecognized query argument specified: '$x'.")),
    (.optionNotServed("$apply"), directory("Unrecognized query argument specified: '$apply'.")),
    (
      .repeatedOption("$top"),
      badRequest("Query option '$top' was specified more than once, but it must be specified at most once.")
    ),
    (
      .invalidNumber(option: "$top", text: "x"),
      badRequest(
        "Invalid value 'x' for $top query option found. The $top query option requires a non-negative integer value."
      )
    ),
    (
      .invalidBoolean(option: "$count", text: "maybe"),
      badRequest("Invalid value 'maybe' for $count query option found. Valid values are 'true' and 'false'.")
    ),
    (.invalidFormat("atom"), badRequest("The format 'atom' is not supported.")),
    (.syntax(Samples.mistake), badRequest("Syntax error at position 7 in 'name eq'.")),
  ]

  private static let pages: [(QueryFailure, GraphError)] = [
    (
      .pageSizeOutOfRange(text: "1000", limit: 999),
      unsupported("Invalid page size specified: '1000'. Must be between 1 and 999 inclusive.")
    ),
    (.skipNotServed, directory("'$skip' is not supported by the service.")),
    (.countNotServed, directory("$count is not currently supported.")),
    (
      .invalidPageToken,
      GraphError(
        400, "Directory_ExpiredPageToken",
        "The specified page token value has expired and can no longer be included in your request.")
    ),
  ]

  private static let filters: [(QueryFailure, GraphError)] = [
    (
      .filterSyntax(Samples.mistake),
      badRequest("Invalid filter clause: Syntax error at position 7 in 'name eq'.")
    ),
    (
      .filterUnknownProperty(name: "x", type: Samples.person),
      badRequest("Invalid filter clause: Could not find a property named 'x' on type 'test.person'.")
    ),
    (
      .filterNotSupported(name: "x", type: Samples.person),
      badRequest("Invalid filter clause: Could not find a property named 'x' on type 'test.person'.")
    ),
    (
      .filterRefused(name: "boss/id", operator: "Equals", value: "17"),
      badRequest("Invalid filter clause: The property 'boss/id' cannot be used in the query option.")
    ),
    (.filterNeeded(name: "origin"), badRequest("A filter by the property 'origin' is required.")),
    (.filterInvalid("Too much."), badRequest("Invalid filter clause: Too much.")),
    (.filterNotServed, badRequest("The request is invalid.")),
    (.operatorNeedsAdvanced("ne"), badRequest("The request is invalid.")),
    (.tooManyClauses(operator: "or", count: 16, limit: 15), badRequest("The request is invalid.")),
  ]

  private static let orders: [(QueryFailure, GraphError)] = [
    (
      .orderNotSupported(name: "x", type: Samples.person),
      badRequest("Could not find a property named 'x' on type 'test.person'.")
    ),
    (.sortNotServed("x"), badRequest("The request is invalid.")),
    (.searchNotServed, badRequest("The request is invalid.")),
    (
      .searchNeedsHeader,
      unsupported(
        "Request with $search query parameter only works through MSGraph with a special request header: "
          + "'ConsistencyLevel: eventual'")
    ),
    (.searchInvalid("No such clause."), badRequest("No such clause.")),
  ]
}
