import GraphContract
import OData
import Testing

@testable import Workloads

/// What Intune says otherwise than the gateway (intune-device-configuration section 4).
@Suite("Messages of Intune") struct IntuneMessagesTests {
  @Test(arguments: Self.stored + Self.bodies + Self.recoded)
  func told(_ failure: any RequestFailure, _ error: GraphError) {
    #expect(failure.told(by: IntuneMessages()) == error)
  }

  private static func badRequest(_ message: String) -> GraphError { GraphError(400, "BadRequest", message) }

  private static let notFound = GraphError(404, "ResourceNotFound", "An error has occurred")
  private static let conflict = GraphError(409, "Conflict", "An object with the same key already exists")
  private static let dangling = badRequest(
    "The reference 'rootCertificate' does not lead to an object of the right type.")

  private static let stored: [(any RequestFailure, GraphError)] = [
    (StateFailure.missingObject(id: "17", segment: "deviceConfigurations"), notFound),
    (StateFailure.malformedIdentifier("abc"), notFound),
    (StateFailure.missingTarget(navigation: "rootCertificate"), notFound),
    (StateFailure.duplicateIdentifier("17"), conflict),
    (StateFailure.duplicateValue(property: "target", type: MessageSamples.closed), conflict),
    (
      StateFailure.alreadyLinked(property: "rootCertificates"),
      GraphError(409, "Conflict", "An error has occurred")
    ),
    (ReferenceFailure.missing(property: "rootCertificate", sent: "17"), dangling),
    (ReferenceFailure.unsuitable(property: "rootCertificate", text: "17"), dangling),
    (ReferenceFailure.malformed(property: "rootCertificate", text: "?"), dangling),
    (
      RoutingFailure.methodNotAllowed(
        method: "PUT", allowed: ["GET"], template: "~/singleton/navigation",
        path: "/deviceManagement/deviceConfigurations"),
      GraphError(
        400, "No method match route template",
        "No OData route exists that match template ~/singleton/navigation with http verb PUT for request "
          + "/DeviceConfiguration_2601/StatelessDeviceConfigurationFEService/deviceManagement/deviceConfigurations."
      )
    ),
  ]

  private static let required = GraphError(
    400, "ModelValidationFailure", "The property 'displayName' is required")

  private static let bodies: [(any RequestFailure, GraphError)] = [
    (
      BodyFailure.payload(.unknownProperty(name: "x", type: MessageSamples.closed, path: "$.x")),
      badRequest(
        "The property 'x' does not exist on type 'microsoft.management.services.api.profile'. Make sure to only use "
          + "property names that are defined by the type.")
    ),
    (
      BodyFailure.payload(.missingProperty(name: "displayName", type: MessageSamples.closed, path: "$")),
      required
    ),
    (
      BodyFailure.payload(.notNullable(name: "displayName", type: MessageSamples.closed, path: "$")),
      required
    ),
  ]

  /// The directory's text under another code.
  private static let recoded: [(any RequestFailure, GraphError)] = [
    (
      BodyFailure.payload(.readOnlyProperty(name: "id", type: MessageSamples.closed, path: "$.id")),
      badRequest("Property 'id' is read-only and cannot be set.")
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
