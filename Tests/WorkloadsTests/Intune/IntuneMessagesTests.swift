import EntityModel
import GraphContract
import JSON
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

  private static let notFound = BackEndError.error(404, "ResourceNotFound")
  private static let conflict = BackEndError.error(
    409, "Conflict", "An object with the same key already exists")
  private static let dangling = badRequest(
    "The reference 'rootCertificate' does not lead to an object of the right type.")

  private static let stored: [(any RequestFailure, GraphError)] = [
    (StateFailure.missingObject(id: "17", segment: "deviceConfigurations"), notFound),
    (StateFailure.malformedIdentifier("abc"), notFound),
    (StateFailure.missingTarget(navigation: "rootCertificate"), notFound),
    (StateFailure.duplicateIdentifier("17"), conflict),
    (OutageFailure.failed, BackEndError.error(500, "InternalServerError")),
    (
      OutageFailure.unavailable(retryAfter: nil),
      GraphError(503, "ServiceNotAvailable", "The service is not available.")
    ),
    (StateFailure.duplicateValue(property: "target", type: MessageSamples.closed), conflict),
    (
      StateFailure.alreadyLinked(property: "rootCertificates"),
      BackEndError.error(409, "Conflict")
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

  private static let required = BackEndError.error(
    400, "ModelValidationFailure", "The property 'displayName' is required")

  private static func misfit(_ message: String) -> GraphError {
    GraphError(400, "ModelValidationFailure", message, inner: ["message": .string(message)])
  }

  private static let unassignable = misfit(
    "An entry with type 'microsoft.management.services.api.team' was found, but it is not assignable to the expected "
      + "type 'microsoft.management.services.api.profile'. The type specified in the entry must be equal to either the "
      + "expected type or a derived type.")

  private static let bodies: [(any RequestFailure, GraphError)] = [
    (
      BodyFailure.payload(.unknownProperty(name: "x", type: MessageSamples.closed, path: "$.x")),
      misfit(
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
    (
      BodyFailure.payload(.typeMissing(declared: MessageSamples.abstract, path: "$")),
      misfit("Cannot create an abstract class.")
    ),
    (
      BodyFailure.payload(.typeAbstract(MessageSamples.abstract, path: "$")),
      misfit("Cannot create an abstract class.")
    ),
    (
      BodyFailure.payload(.typeUnknown(name: "#microsoft.graph.nothing", path: "$")),
      misfit(
        "A type named 'microsoft.graph.nothing' could not be resolved by the model. When a model is available, each "
          + "type name must resolve to a valid type.")
    ),
    (
      BodyFailure.payload(
        .typeMismatch(MessageSamples.other, declared: MessageSamples.closed, path: "$.@odata.type")),
      unassignable
    ),
    (
      BodyFailure.payload(
        .typeMismatch(MessageSamples.abstract, declared: MessageSamples.closed, path: "$.@odata.type")),
      misfit("Cannot create an abstract class.")
    ),
    (BodyFailure.typeChanged(from: MessageSamples.closed, to: MessageSamples.other), unassignable),
    (
      BodyFailure.payload(
        .wrongKind(
          name: "count", expected: TypeReference(.primitive(.int32)), path: "$.count", text: "<enabled/>")
      ), misfit("Cannot convert the literal '<enabled/>' to the expected type 'Edm.Int32'.")
    ),
    (
      BodyFailure.payload(.unknownMember(name: "kind", text: "x", enumeration: "test.kind", path: "$.kind")),
      misfit("Requested value 'x' was not found.")
    ),
    (
      BodyFailure.payload(.outOfRange(name: "count", text: "1e9", path: "$.count")),
      misfit("The value '1e9' of property 'count' is out of range.")
    ),
    (
      BodyFailure.payload(.repeatedProperty(name: "a", path: "$.a")),
      badRequest(
        "Multiple properties with the name 'a' were detected in a resource or a complex value. In OData, duplicate "
          + "property names are not allowed.")
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
