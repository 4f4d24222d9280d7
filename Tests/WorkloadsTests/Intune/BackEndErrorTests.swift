import GraphContract
import JSON
import Testing

@testable import Workloads

/// Errors of the back end have a JSON text as message (intune-device-configuration section 4).
@Suite("Messages of Intune's back end") struct BackEndErrorTests {
  private let occasion = ErrorOccasion(
    requestID: "8c2a", path: "/deviceManagement/deviceConfigurations('17')")

  @Test func wholeMessage() {
    let told = StateFailure.missingTarget(navigation: "rootCertificate").told(by: IntuneMessages())
    let error = IntuneMessages().completed(told, occasion)
    #expect(
      error.message
        == "{\r\n  \"_version\": 3,\r\n  \"Message\": \"An error has occurred - Operation ID (for customer support): "
        + "00000000-0000-0000-0000-000000000000 - Activity ID: 8c2a - Url: "
        + "https://fef.msub01.manage.microsoft.com/DeviceConfiguration_2601/StatelessDeviceConfigurationFEService"
        + "/deviceManagement/deviceConfigurations('17')\",\r\n  \"CustomApiErrorPhrase\": \"\",\r\n  \"RetryAfter\": "
        + "null,\r\n  \"ErrorSourceService\": \"\",\r\n  \"HttpHeaders\": \"{}\"\r\n}")
    #expect(error.status == 404)
    #expect(error.code == "ResourceNotFound")
  }

  /// Scripts read the message as JSON and take what stands before ` - Operation ID`.
  @Test(arguments: [
    ("ResourceNotFound", "An error has occurred"), ("Conflict", "Twice \"there\""),
    ("ModelValidationFailure", "The property 'displayName' is required"),
    ("BadRequest", "Invalid GroupId : 1"),
  ])
  func messageIsJSON(_ code: String, _ text: String) throws {
    let error = IntuneMessages().completed(BackEndError.error(400, code, text), occasion)
    let message = try JSONValue.parse(Array(error.message.utf8))
    guard case .object(let members) = message, case .string(let inner)? = members["Message"] else {
      Issue.record("no object with a text: \(error.message)")
      return
    }
    #expect(inner.hasPrefix("\(text) - Operation ID (for customer support): "))
  }

  @Test(arguments: [
    "BadRequest", "ModelValidationFailure", "No method match route template", "NotImplemented",
  ])
  func othersArePlain(_ code: String) {
    let error = GraphError(400, code, "Plain.")
    #expect(IntuneMessages().completed(error, occasion) == error)
  }
}
