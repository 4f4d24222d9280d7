import GraphContract
import JSON

/// An error that the back end behind the gateway raises: its message is a JSON text that repeats the request's id
/// (intune-device-configuration 4.2).
enum BackEndError {
  static let notFound = "ResourceNotFound"
  static let conflict = "Conflict"
  static let invalid = "ModelValidationFailure"

  /// - Parameter text: what stands in the JSON text.
  static func error(_ status: Int, _ code: String, _ text: String = "An error has occurred") -> GraphError {
    var error = GraphError(status, code, text)
    error.comesFromBackEnd = true
    return error
  }

  /// 400 where the gateway's copy of the model does not fit: the message is plain, and stands inside once more.
  static func misfit(_ message: String) -> GraphError {
    GraphError(400, invalid, message, inner: ["message": .string(message)])
  }

  /// Where the back end is reached, as its messages tell it.
  static let root = "/DeviceConfiguration_2601/StatelessDeviceConfigurationFEService"

  /// The error with its message as the back end writes it; others as they are.
  static func completed(_ error: GraphError, _ occasion: ErrorOccasion) -> GraphError {
    guard error.comesFromBackEnd else { return error }
    var completed = error
    completed.message = message(
      "\(error.message) - Operation ID (for customer support): 00000000-0000-0000-0000-000000000000 - "
        + "Activity ID: \(occasion.requestID) - Url: https://fef.msub01.manage.microsoft.com\(root)\(occasion.path)"
    )
    return completed
  }

  private static func message(_ text: String) -> String {
    var message: [UInt8] = []
    message.append(literal: "{\r\n  \"_version\": 3,\r\n  \"Message\": ")
    message.append(jsonString: text)
    message.append(
      literal:
        ",\r\n  \"CustomApiErrorPhrase\": \"\",\r\n  \"RetryAfter\": null,\r\n  \"ErrorSourceService\": \"\",\r\n  \"HttpHeaders\": \"{}\"\r\n}"
    )
    return String(decoding: message, as: UTF8.self)
  }
}
