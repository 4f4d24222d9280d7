import EntityModel
import GraphContract
import OData
import Testing

/// What is wrong inside a body (graph-platform 1.15 and 3.5).
@Suite("Messages about members of bodies") struct PayloadMessagesTests {
  @Test(arguments: Self.rows) func told(_ failure: PayloadError, _ error: GraphError) {
    #expect(BodyFailure.payload(failure).told(by: PlainMessages()) == error)
  }

  static let rows = shapes + names + values + types

  private static func badRequest(_ message: String) -> GraphError { GraphError(400, "BadRequest", message) }

  private static let mismatch = badRequest("Property age in payload has a value that does not match schema.")

  private static let shapes: [(PayloadError, GraphError)] = [
    (
      .notAnObject(path: "$"),
      badRequest("The root value in payload has a value that does not match schema.")
    ),
    (
      .notAnObject(path: "home"),
      badRequest("Property home in payload has a value that does not match schema.")
    ),
    (
      .wrongKind(name: "age", expected: TypeReference(.primitive(.boolean)), path: "$.age", text: "x"),
      badRequest("Cannot convert the literal 'x' to the expected type 'Edm.Boolean'.")
    ),
    (
      .wrongKind(name: "age", expected: TypeReference(.primitive(.guid)), path: "$.age", text: "1"),
      badRequest(
        "Cannot convert a primitive value to the expected type 'Edm.Guid'. See the inner exception for more details."
      )
    ),
    (
      .wrongKind(name: "age", expected: TypeReference(.primitive(.string)), path: "$.age", text: "1"),
      mismatch
    ),
    (.wrongKind(name: "age", expected: TypeReference(.primitive(.int32)), path: "$.age"), mismatch),
    (
      .wrongKind(name: "age", expected: TypeReference(.structured("test.home")), path: "$.age", text: "1"),
      mismatch
    ),
    (.badReference(name: "age", path: "$.age"), mismatch),
  ]

  private static let names: [(PayloadError, GraphError)] = [
    (
      .unknownProperty(name: "x", type: Samples.person, path: "$.x"),
      badRequest(
        "The property 'x' does not exist on type 'test.person'. Make sure to only use property names that are "
          + "defined by the type or mark the type as open type.")
    ),
    (
      .repeatedProperty(name: "name", path: "$.name"),
      badRequest(
        "Multiple properties with the name 'name' were detected in a resource or a complex value. In OData, "
          + "duplicate property names are not allowed.")
    ),
    (
      .readOnlyProperty(name: "id", type: Samples.person, path: "$.id"),
      GraphError(400, "Request_BadRequest", "Property 'id' is read-only and cannot be set.")
    ),
    (.missingProperty(name: "name", type: Samples.person, path: "$.name"), required),
    (.notNullable(name: "name", type: Samples.person, path: "$.name"), required),
  ]

  private static let required: GraphError = {
    let message = "A value is required for property 'name' of resource 'Person'."
    return GraphError(
      400, "Request_BadRequest", message,
      details: [GraphError.Detail(code: "PropertyValueRequired", message: message, target: "name")])
  }()

  private static let values: [(PayloadError, GraphError)] = [
    (
      .invalidLiteral(name: "born", text: "soon", expected: .date, path: "$.born"),
      badRequest("Cannot convert the literal 'soon' to the expected type 'Edm.Date'.")
    ),
    (
      .invalidLiteral(name: "token", text: "soon", expected: .guid, path: "$.token"),
      badRequest(
        "Cannot convert a primitive value to the expected type 'Edm.Guid'. See the inner exception for more details."
      )
    ),
    (
      .unknownMember(name: "mood", text: "grim", enumeration: "test.mood", path: "$.mood"),
      badRequest("Requested value 'grim' was not found.")
    ),
    (
      .outOfRange(name: "age", text: "99999999999", path: "$.age"),
      badRequest("The value '99999999999' of property 'age' is out of range.")
    ),
    (
      .wrongLength(name: "name", type: Samples.person, path: "$.name"),
      GraphError(
        400, "Request_BadRequest", "Invalid value specified for property 'name' of resource 'Person'.",
        details: [
          GraphError.Detail(
            code: "InvalidValue",
            message: "Invalid value specified for property 'name' of resource 'Person'.",
            target: "name")
        ])
    ),
  ]

  private static let types: [(PayloadError, GraphError)] = [
    (
      .typeMissing(declared: Samples.being, path: "$"),
      badRequest("An '@odata.type' is needed: the type 'test.being' is abstract and cannot be created.")
    ),
    (
      .typeUnknown(name: "test.ghost", path: "$"),
      badRequest("The type 'test.ghost' in the request payload is not known.")
    ),
    (
      .typeAbstract(Samples.being, path: "$"),
      badRequest("The type 'test.being' is abstract and cannot be created.")
    ),
    (
      .typeMismatch(Samples.team, declared: Samples.person, path: "$"),
      badRequest(
        "The type 'test.team' in the request payload is not assignable to the expected type 'test.person'.")
    ),
  ]
}
