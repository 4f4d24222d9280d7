import EntityModel
import GraphContract
import JSON
import OData
import Testing

@testable import Workloads

/// What licensing says otherwise than the gateway: two codes, the second in `innerError` (cloud-licensing 4.2).
@Suite("Messages of licensing") struct LicensingMessagesTests {
  @Test(arguments: Self.paths + Self.references + Self.bodies)
  func told(_ failure: any RequestFailure, _ error: GraphError) {
    #expect(failure.told(by: LicensingMessages()) == error)
  }

  private static func error(
    _ inner: String, _ message: String, target: String? = "body", property: String? = nil
  ) -> GraphError {
    var members: JSONObject = ["code": .string(inner)]
    if let property { members["propertyName"] = .string(property) }
    return GraphError(400, "badRequest", message, target: target, inner: members)
  }

  private static func notFound(_ property: String) -> GraphError {
    GraphError(
      404, "notFound", "The requested resource was not found.",
      inner: ["code": .string("resourceNotFound"), "propertyName": .string(property)])
  }

  private static let paths: [(any RequestFailure, GraphError)] = [
    (
      RoutingFailure.methodNotAllowed(method: "POST", allowed: ["GET"], template: "~", path: "/x"),
      GraphError(
        405, "methodNotAllowed", "Specified HTTP method is not allowed for the request target.",
        headers: [("Allow", "GET")])
    ),
    (StateFailure.missingObject(id: "17", segment: "allotments"), notFound("allotmentId")),
    (StateFailure.missingTarget(navigation: "usageRight"), notFound("usageRight")),
    (
      OutageFailure.throttled(retryAfter: 7),
      GraphError(
        429, "tooManyRequests", "Please retry again later.",
        inner: ["code": "tooManyRequests", "retryAfterSeconds": .number(7)], headers: [("Retry-After", "7")])
    ),
    (
      OutageFailure.failed,
      GraphError(500, "InternalServerError", "The server could not process the request.")
    ),
    (
      StateFailure.malformedIdentifier("abc"),
      GraphError(
        404, "notFound", "The requested resource 'abc' was not found.",
        inner: ["code": .string("resourceNotFound")])
    ),
  ]

  private static let references: [(any RequestFailure, GraphError)] =
    [
      ReferenceFailure.missing(property: "allotment", sent: "17"),
      .unsuitable(property: "allotment", text: "users/17"), .malformed(property: "allotment", text: "?"),
    ].map {
      ($0, error("notFound", "The object that 'allotment' refers to was not found.", property: "allotment"))
    }
    + [
      (
        ReferenceFailure.fixed(property: "assignedTo"),
        error(
          "immutablePropertyModified", "The property 'assignedTo' cannot be changed.", target: nil,
          property: "assignedTo")
      ),
      (
        ReferenceFailure.empty,
        error("requiredFieldOrParameterMissing", "A reference is required.", property: "@odata.id")
      ),
    ]

  private static let bodies: [(any RequestFailure, GraphError)] = payloads.map {
    (BodyFailure.payload($0.0), $0.1)
  }

  private static let payloads: [(PayloadError, GraphError)] = [
    (.notAnObject(path: "$"), error("invalidBody", "The body must be a JSON object.")),
    (
      .repeatedProperty(name: "x", path: "$.x"),
      error("invalidProperty", "The property 'x' is given more than once.", property: "x")
    ),
    (
      .unknownProperty(name: "x", type: MessageSamples.closed, path: "$.x"),
      error("invalidProperty", "The property 'x' is not valid here.", property: "x")
    ),
    (
      .missingProperty(name: "allotment", type: MessageSamples.closed, path: "$.allotment"),
      error("requiredFieldOrParameterMissing", "The property 'allotment' is required.", property: "allotment")
    ),
    (
      .notNullable(name: "plans", type: MessageSamples.closed, path: "$.plans"),
      error("requiredFieldOrParameterMissing", "The property 'plans' is required.", property: "plans")
    ),
    (
      .badReference(name: "assignedTo", path: "$.assignedTo"),
      error(
        "requiredFieldOrParameterMissing", "The property 'assignedTo' is required.", property: "assignedTo")
    ),
    (
      .invalidLiteral(name: "plans", text: "x", expected: .guid, path: "$.plans[2]"),
      error("invalidValue", "The value 'x' is not valid.", property: "plans[2]")
    ),
    (
      .invalidLiteral(name: "plan", text: "x", expected: .guid, path: "$.plan"),
      error("invalidValue", "The value 'x' is not valid.", property: "plan")
    ),
    (
      .unknownMember(name: "state", text: "x", enumeration: "state", path: "$.state"),
      error("invalidValue", "The value 'x' is not valid.", property: "state")
    ),
    (
      .outOfRange(name: "units", text: "1e99", path: "$.units"),
      error("invalidValue", "The value '1e99' is not valid.", property: "units")
    ),
  ]
}
