import GraphContract
import OData
import Testing

@testable import Workloads

/// What entitlement management says otherwise than the gateway (entitlement-management section 4).
@Suite("Messages of entitlement management") struct EntitlementMessagesTests {
  @Test(arguments: Self.stored + Self.bodies + Self.recoded)
  func told(_ failure: any RequestFailure, _ error: GraphError) {
    #expect(failure.told(by: EntitlementMessages()) == error)
  }

  /// Unknown members are told as for every closed type.
  @Test func closedTypes() {
    let failure = BodyFailure.payload(.unknownProperty(name: "x", type: MessageSamples.closed, path: "$.x"))
    #expect(failure.told(by: EntitlementMessages()) == failure.told(by: PlainMessages()))
  }

  private static func notFound(_ name: String) -> GraphError {
    GraphError(404, "ResourceNotFound", "The resource '\(name)' was not found.")
  }

  private static func badRequest(_ message: String) -> GraphError { GraphError(400, "BadRequest", message) }

  private static let invalidModel = GraphError(400, "InvalidModel", "The model is invalid.")

  private static let stored: [(any RequestFailure, GraphError)] = [
    (StateFailure.missingObject(id: "17", segment: "catalogs"), notFound("17")),
    (StateFailure.malformedIdentifier("abc"), notFound("abc")),
    (StateFailure.missingTarget(navigation: "catalog"), notFound("catalog")),
    (StateFailure.duplicateIdentifier("17"), invalidModel),
    (StateFailure.duplicateValue(property: "displayName", type: MessageSamples.closed), invalidModel),
    (ReferenceFailure.missing(property: "catalog", sent: "17"), notFound("catalog")),
    (ReferenceFailure.unsuitable(property: "catalog", text: "17"), notFound("catalog")),
    (
      RoutingFailure.methodNotAllowed(method: "PUT", allowed: ["GET", "POST"], template: "~", path: "/x"),
      GraphError(
        405, "MethodNotAllowed", "Specified HTTP method is not allowed for the request target.",
        headers: [("Allow", "GET, POST")])
    ),
  ]

  private static let bodies: [(any RequestFailure, GraphError)] = [
    PayloadError.missingProperty(name: "displayName", type: MessageSamples.closed, path: "$"),
    .notNullable(name: "displayName", type: MessageSamples.closed, path: "$.displayName"),
    .unknownMember(name: "state", text: "x", enumeration: "state", path: "$.state"),
    .outOfRange(name: "days", text: "1e99", path: "$.days"),
    .wrongLength(name: "displayName", type: MessageSamples.closed, path: "$.displayName"),
    .badReference(name: "catalog", path: "$.catalog"),
  ].map { (BodyFailure.payload($0), invalidModel($0)) }

  /// The message is the service's; the detail says which member is to blame, in plain words.
  private static func invalidModel(_ failure: PayloadError) -> GraphError {
    var error = invalidModel
    let member = failure.path == "$" ? "displayName" : String(failure.path.dropFirst(2))
    let message = PlainMessages().error(failure).message
    error.details = [GraphError.Detail(code: "InvalidModel", message: message, target: member)]
    return error
  }

  /// The directory's text under another code.
  private static let recoded: [(any RequestFailure, GraphError)] = [
    (
      QueryFailure.filterRefused(name: "catalogId", operator: "Equals", value: "17"),
      GraphError(
        400, "InvalidFilter", "OData query is invalid: Filter 'catalogId Equals 17 is not supported. .")
    ),
    (QueryFailure.unknownOption("$x"), badRequest("Unrecognized query argument specified: '$x'.")),
    (QueryFailure.optionNotServed("$apply"), badRequest("Unrecognized query argument specified: '$apply'.")),
    (
      QueryFailure.repeatedOption("$top"),
      badRequest("Query option '$top' was specified more than once, but it must be specified at most once.")
    ),
    (
      QueryFailure.invalidPageToken,
      badRequest(
        "The specified page token value has expired and can no longer be included in your request.")
    ),
    (
      SelectionFailure.expansionNotAllowed(name: "photo"),
      badRequest("Expand is not allowed for property 'photo' according to the entity schema.")
    ),
  ]
}
