import GraphContract
import JSON
import OData
import Testing

@testable import Workloads

/// What licensing says about query options (cloud-licensing 4.2).
@Suite("Messages of licensing about queries") struct LicensingQueryMessagesTests {
  @Test(arguments: Self.queries + Self.selections)
  func told(_ failure: any RequestFailure, _ error: GraphError) {
    #expect(failure.told(by: LicensingMessages()) == error)
  }

  private static func error(_ inner: String, _ message: String, _ property: String? = nil) -> GraphError {
    var members: JSONObject = ["code": .string(inner)]
    if let property { members["propertyName"] = .string(property) }
    return GraphError(400, "badRequest", message, target: "query", inner: members)
  }

  private static func invalid(_ message: String, _ property: String? = nil) -> GraphError {
    error("invalidQuery", message, property)
  }

  private static let queries: [(any RequestFailure, GraphError)] = rows.map { ($0.0, $0.1) }

  private static let rows: [(QueryFailure, GraphError)] =
    options + filters
    + [.searchNeedsHeader, .searchInvalid("?"), .searchNotServed].map {
      ($0, invalid("$search is not served here."))
    }

  private static let options: [(QueryFailure, GraphError)] = [
    (.unknownOption("$x"), invalid("The query option '$x' is not valid here.")),
    (.repeatedOption("$top"), invalid("The query option '$top' is not valid here.")),
    (.optionNotServed("$compute"), invalid("The query option '$compute' is not valid here.")),
    (.invalidNumber(option: "$top", text: "x"), invalid("The value 'x' of $top is not valid.")),
    (.invalidBoolean(option: "$count", text: "x"), invalid("The value 'x' of $count is not valid.")),
    (
      .pageSizeOutOfRange(text: "0", limit: 999),
      invalid("The value '0' of $top is not valid: it must be between 1 and 999.")
    ),
    (.invalidPageToken, invalid("The page token is not valid or has expired.")),
    (.invalidFormat("atom"), invalid("The format 'atom' is not supported.")),
    (.syntax(MessageSamples.mistake), invalid("Syntax error at position 7 in 'name eq'.")),
  ]

  private static let filters: [(QueryFailure, GraphError)] = [
    (.filterSyntax(MessageSamples.mistake), invalid("Syntax error at position 7 in 'name eq'.")),
    (
      .filterUnknownProperty(name: "x", type: MessageSamples.closed),
      error("invalidFilter", "The property 'x' cannot be filtered by.", "x")
    ),
    (
      .filterNotSupported(name: "x/y", type: MessageSamples.closed),
      error("invalidFilter", "The property 'x/y' cannot be filtered by.", "x/y")
    ),
    (.filterNotServed, error("invalidFilter", "The filter is not of a form that is served here.")),
    (.filterInvalid("Types differ."), error("invalidFilter", "Types differ.")),
    (
      .orderNotSupported(name: "x", type: MessageSamples.closed),
      invalid("The property 'x' cannot be sorted by.", "x")
    ),
  ]

  private static let selections: [(any RequestFailure, GraphError)] =
    [
      (SelectionFailure.syntax(MessageSamples.mistake), invalid("Syntax error at position 7 in 'name eq'.")),
      (SelectionFailure.invalidItem("x/*"), invalid("The term 'x/*' is not valid in $select.")),
      (
        SelectionFailure.unknownSelected(name: "x", type: MessageSamples.closed),
        invalid("Could not find a property named 'x' on type 'test.profile'.", "x")
      ),
    ]
    + [
      SelectionFailure.unknownExpanded(name: "x", type: MessageSamples.closed), .expansionTooDeep(name: "x"),
      .expansionNotAllowed(name: "x"), .expansionOptionNotServed(option: "$search", name: "x"),
    ].map { ($0, error("invalidExpansion", "The property 'x' cannot be expanded here.", "x")) }
}
