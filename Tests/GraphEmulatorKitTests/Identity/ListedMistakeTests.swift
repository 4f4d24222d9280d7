import GraphEmulatorKit
import JSON
import Testing

@Suite("A seed's applications list what there is")
struct ListedMistakeTests {
  private static let emulator = Result { try TestEmulator() }
  private static let noCertificate =
    "a certificate expected, in PEM or as the Base64 text of its DER, with an RSA key of 2048 bits or more"

  @Test(
    arguments: [
      ("delegated", "User.Raed", "there is no delegated permission 'User.Raed'"),
      ("delegated", "", "there is no delegated permission ''"),
      ("delegated", "User.Read Mail.Read", "there is no delegated permission 'User.Read Mail.Read'"),
      ("delegated", "CallRecords.Read.All", "there is no delegated permission 'CallRecords.Read.All'"),
      ("application", "User.Read", "there is no application permission 'User.Read'"),
      ("application", "openid", "there is no application permission 'openid'"),
      ("redirectUris", "localhost", "'localhost' is no URI that a browser can be sent to"),
      (
        "redirectUris", "javascript:alert(1)", "'javascript:alert(1)' is no URI that a browser can be sent to"
      ),
      (
        "redirectUris", "https://app.example/#x",
        "'https://app.example/#x' is no URI that a browser can be sent to"
      ),
      (
        "redirectUris", "https://app.example/a b",
        "'https://app.example/a b' is no URI that a browser can be sent to"
      ),
      ("certificates", "", noCertificate), ("certificates", "nonsense", noCertificate),
      ("certificates", "-----BEGIN CERTIFICATE-----", noCertificate), ("certificates", "MAA=", noCertificate),
    ])
  func mistakes(_ list: String, _ text: String, _ sentence: String) throws {
    #expect(
      try SeedRefusalTests.mistake(
        #"{"clientApplications":[{"clientId":"a"},{"clientId":"b","\#(list)":["\#(text)"]}]}"#,
        in: Self.emulator.get()) == "test.json: $.clientApplications[1].\(list)[0]: \(sentence)")
  }

  /// Also those that no route here takes, that are new, that are OpenID Connect's, and in whatever case.
  @Test func whatThereIs() throws {
    let emulator = try TestEmulator()
    try emulator.load(
      """
      {"clientApplications":[{"clientId":"a",
        "delegated":["User.Read","user.read.all","Mail.Send","Chat.Read","CloudLicensing.Read","openid","offline_access"],
        "application":["User.Read.All","Mail.Send","CallRecords.Read.All","CloudLicensing.Read.All"],
        "redirectUris":["http://localhost","https://app.example/cb?x=1","msal9a1d://auth","urn:ietf:wg:oauth:2.0:oob"]}]}
      """)
    #expect(try emulator.export().contains("msal9a1d://auth"))
  }
}
