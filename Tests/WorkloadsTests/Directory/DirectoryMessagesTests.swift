import GraphContract
import OData
import Testing

@testable import Workloads

/// What the directory says otherwise than the gateway (graph-platform 1.15, 3.4 and 6.2).
@Suite("Messages of the directory") struct DirectoryMessagesTests {
  @Test(arguments: Self.bodies + Self.queries + Self.selections)
  func told(_ failure: any RequestFailure, _ error: GraphError) {
    #expect(failure.told(by: DirectoryMessages()) == error)
  }

  /// What the gateway has words for stays in them.
  @Test func closedTypes() {
    let failure = BodyFailure.payload(.unknownProperty(name: "x", type: MessageSamples.closed, path: "$.x"))
    #expect(failure.told(by: DirectoryMessages()) == failure.told(by: PlainMessages()))
  }

  private static func badRequest(_ message: String) -> GraphError {
    GraphError(400, "Request_BadRequest", message)
  }

  private static func unsupported(_ message: String) -> GraphError {
    GraphError(400, "Request_UnsupportedQuery", message)
  }

  private static func invalidValue(_ name: String) -> GraphError {
    let message = "Invalid value specified for property '\(name)'."
    return GraphError(
      400, "Request_BadRequest", message,
      details: [GraphError.Detail(code: "InvalidValue", message: message, target: name)])
  }

  private static let bodies: [(any RequestFailure, GraphError)] = [
    (
      BodyFailure.payload(.unknownProperty(name: "x", type: MessageSamples.open, path: "$.x")),
      badRequest("One or more property values specified are invalid.")
    ),
    (
      BodyFailure.payload(.unknownProperty(name: "extension_x", type: MessageSamples.open, path: "$.x")),
      badRequest("The following extension properties are not available: extension_x.")
    ),
    (
      BodyFailure.payload(.unknownMember(name: "mood", text: "grim", enumeration: "mood", path: "$.mood")),
      invalidValue("mood")
    ),
    (BodyFailure.payload(.outOfRange(name: "age", text: "1e9", path: "$.age")), invalidValue("age")),
  ]

  private static let queries: [(any RequestFailure, GraphError)] = [
    (
      QueryFailure.filterUnknownProperty(name: "x", type: MessageSamples.open),
      unsupported("Invalid property: x")
    ),
    (
      QueryFailure.filterNotSupported(name: "createdDateTime", type: MessageSamples.open),
      unsupported(
        "Unsupported or invalid query filter clause specified for property 'createdDateTime' of resource 'User'."
      )
    ),
    (QueryFailure.filterNotServed, unsupported("Unsupported Query.")),
    (QueryFailure.searchNotServed, unsupported("Unsupported Query.")),
    (
      QueryFailure.operatorNeedsAdvanced("endsWith"),
      unsupported(
        "Operator 'endsWith' is not supported because the required parameters might be missing. Try adding "
          + "$count=true query parameter and ConsistencyLevel:eventual header. Refer to "
          + "https://aka.ms/graph-docs/advanced-queries for more information")
    ),
    (
      QueryFailure.tooManyClauses(operator: "or", count: 16, limit: 15),
      unsupported(
        "Too many child clauses specified in search filter expression containing 'OR' operators: 16. Max allowed: "
          + "15.")
    ),
    (
      QueryFailure.orderNotSupported(name: "x", type: MessageSamples.open),
      unsupported("Sorting not supported for current query.")
    ),
    (QueryFailure.sortNotServed("x"), unsupported("Sorting not supported for current query.")),
    (QueryFailure.skipNotServed, badRequest("'$skip' is not supported by the service.")),
  ]

  private static let selections: [(any RequestFailure, GraphError)] = [
    (SelectionFailure.expansionNotAdvanced, unsupported("Unsupported Query."))
  ]
}
