import EntityModel
import GraphContract
import JSON
import OData

extension ErrorTable {
  /// What Intune says in its own way (intune-device-configuration section 4); nil where it answers as the gateway.
  /// Errors of its back end have a JSON document as their message, which `IntuneMessage` wraps when the answer is
  /// written, since it repeats the request's id.
  static func intuneError(_ failure: RequestFailure) -> GraphError? {
    switch failure {
    case .missingObject, .malformedIdentifier, .missingTarget:
      IntuneMessage.marked(GraphError(404, "ResourceNotFound", "An error has occurred"))
    case .methodNotAllowed(let method, _, let template, let path):
      GraphError(
        400, "No method match route template",
        "No OData route exists that match template \(template) with http verb \(method) for request "
          + "\(IntuneMessage.backEndRoot)\(path).")
    case .payload(.unknownProperty(let name, let type, _)):
      badRequest(
        "The property '\(name)' does not exist on type 'microsoft.management.services.api.\(type.shortName)'. Make "
          + "sure to only use property names that are defined by the type.")
    case .payload(.missingProperty(let name, _, _)), .payload(.notNullable(let name, _, _)):
      IntuneMessage.marked(GraphError(400, "ModelValidationFailure", "The property '\(name)' is required"))
    case .duplicateIdentifier, .duplicateValue:
      IntuneMessage.marked(GraphError(409, "Conflict", "An object with the same key already exists"))
    case .alreadyLinked: IntuneMessage.marked(GraphError(409, "Conflict", "An error has occurred"))
    case .referenceMissing(let property, _), .referenceUnsuitable(let property, _),
      .referenceMalformed(let property, _):
      badRequest("The reference '\(property)' does not lead to an object of the right type.")
    case .payload, .expansionNotAllowed, .unknownOption, .repeatedOption, .optionNotServed, .invalidPageToken:
      plainBadRequest(failure)
    default: nil
    }
  }

  /// The directory's text under the code `BadRequest`.
  private static func plainBadRequest(_ failure: RequestFailure) -> GraphError {
    var error = ErrorTable.error(failure, in: .gateway)
    error.code = "BadRequest"
    error.details = []
    return error
  }
}

/// The message of an error that the Intune back end raises: a JSON text.
enum IntuneMessage {
  /// A mark that asks for the nested form; it never reaches the client.
  private static let mark = "x-nested-message"

  static func marked(_ error: GraphError) -> GraphError {
    var error = error
    error.headers.append(GraphError.Header(name: mark, value: "1"))
    return error
  }

  /// Errors that rules throw with the plain text of what the back end says.
  static func markedIfRaisedByBackEnd(_ error: GraphError) -> GraphError {
    ["Conflict", "ResourceNotFound", "ModelValidationFailure"].contains(error.code) ? marked(error) : error
  }

  /// The error with its message as the back end writes it; unchanged without the mark.
  static func nested(_ error: GraphError, requestID: String, path: String) -> GraphError {
    guard error.headers.contains(where: { $0.name == mark }) else { return error }
    var nested = error
    nested.headers.removeAll { $0.name == mark }
    let text =
      "\(error.message) - Operation ID (for customer support): 00000000-0000-0000-0000-000000000000 - "
      + "Activity ID: \(requestID) - Url: https://fef.msub01.manage.microsoft.com\(backEndRoot)\(path)"
    var message: [UInt8] = []
    message.append(literal: "{\r\n  \"_version\": 3,\r\n  \"Message\": ")
    message.append(jsonString: text)
    message.append(
      literal:
        ",\r\n  \"CustomApiErrorPhrase\": \"\",\r\n  \"RetryAfter\": null,\r\n  \"ErrorSourceService\": \"\",\r\n  \"HttpHeaders\": \"{}\"\r\n}"
    )
    nested.message = String(decoding: message, as: UTF8.self)
    return nested
  }

  static let backEndRoot = "/DeviceConfiguration_2601/StatelessDeviceConfigurationFEService"
}
