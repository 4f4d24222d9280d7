import GraphContract
import Testing

/// What is wrong with `$select` and `$expand` (graph-platform 1.9 and 3.4).
@Suite("Messages about $select and $expand") struct SelectionMessagesTests {
  @Test(arguments: Self.rows) func told(_ failure: SelectionFailure, _ error: GraphError) {
    #expect(failure.told(by: PlainMessages()) == error)
  }

  private static func failed(_ reason: String) -> GraphError {
    GraphError(400, "BadRequest", "Parsing OData Select and Expand failed: \(reason)")
  }

  static let rows: [(SelectionFailure, GraphError)] = [
    (.syntax(Samples.mistake), failed("Syntax error at position 7 in 'name eq'.")),
    (.syntax(Samples.term), failed("Term 'name(' is not valid in a $select or $expand expression.")),
    (
      .unknownSelected(name: "x", type: Samples.person),
      failed("Could not find a property named 'x' on type 'test.person'.")
    ),
    (
      .unknownExpanded(name: "x", type: Samples.person),
      failed("Could not find a property named 'x' on type 'test.person'.")
    ),
    (.invalidItem("x/*"), failed("Term 'x/*' is not valid in a $select or $expand expression.")),
    (
      .servedSinglyOnly(name: "aboutMe"),
      GraphError(501, "NotImplemented", "This operation target is not yet supported.")
    ),
    (.expansionTooDeep(name: "boss"), failed("'boss' is nested too deeply.")),
    (
      .expansionNotAllowed(name: "photo"),
      GraphError(
        400, "ExpandNotSupported",
        "Expand is not allowed for property 'photo' according to the entity schema.")
    ),
    (.expansionsNotServed, failed("Only one navigation property can be expanded in a request.")),
    (
      .expansionOptionNotServed(option: "$top", name: "boss"),
      failed("The query option '$top' is not supported in the expansion of 'boss'.")
    ),
    (.expansionNotAdvanced, GraphError(400, "BadRequest", "The request is invalid.")),
  ]
}
