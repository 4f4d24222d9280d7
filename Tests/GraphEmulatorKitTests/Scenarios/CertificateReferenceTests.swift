import Testing

/// References between profiles and the certificate profiles they use.
@Suite struct CertificateReferenceTests {
  static let profiles = "/deviceManagement/deviceConfigurations"
  static let root = "44444444-0000-4000-8000-000000000001"
  static let otherRoot = "44444444-0000-4000-8000-000000000002"
  static let phoneRoot = "44444444-0000-4000-8000-000000000003"
  static let scep = "44444444-0000-4000-8000-000000000004"
  static let wifi = "44444444-0000-4000-8000-000000000005"

  static let seed = """
    {"deviceManagement": {"deviceConfigurations": [
      {"@odata.type": "#microsoft.graph.windows81TrustedRootCertificate", "id": "\(root)", "displayName": "Root"},
      {"@odata.type": "#microsoft.graph.windows81TrustedRootCertificate", "id": "\(otherRoot)", "displayName": "Other root"},
      {"@odata.type": "#microsoft.graph.iosTrustedRootCertificate", "id": "\(phoneRoot)", "displayName": "Phone root"},
      {"@odata.type": "#microsoft.graph.windows81SCEPCertificateProfile", "id": "\(scep)", "displayName": "SCEP"},
      {"@odata.type": "#microsoft.graph.windowsWifiEnterpriseEAPConfiguration", "id": "\(wifi)", "displayName": "Office",
       "rootCertificatesForServerValidation@odata.bind": ["deviceManagement/deviceConfigurations/\(root)"]}]}}
    """

  static func reference(_ id: String) -> String {
    #"{"@odata.id":"https://graph.microsoft.com/beta/deviceManagement/deviceConfigurations('\#(id)')"}"#
  }

  static func root(_ id: String) -> String {
    ##"{"@odata.type":"#microsoft.graph.windows81TrustedRootCertificate","id":"\##(id)"}"##
  }

  /// `{scep}/rootCertificate`, with and without a cast.
  @Test(arguments: ["", "/microsoft.graph.windows81SCEPCertificateProfile"]) func one(cast: String) throws {
    let emulator = try TestEmulator.frozen(Self.seed)
    let path = "\(Self.profiles)/\(Self.scep)\(cast)/rootCertificate"
    #expect(emulator.get(path).whole == .intune(404, "ResourceNotFound"))
    #expect(emulator.get("\(path)/assignments").whole == .intune(404, "ResourceNotFound"))
    #expect(emulator.send("PUT", "\(path)/$ref", Self.reference(Self.root)).whole == .noContent)
    let context = #""@odata.context":"B/$metadata#deviceManagement/deviceConfigurations(id)/$entity","#
    #expect(emulator.get("\(path)?$select=id").whole == .ok("{\(context)\(Self.root(Self.root).dropFirst())"))
    for wrong in [Self.phoneRoot, People.nobody] {
      let reply = emulator.send("PUT", "\(path)/$ref", Self.reference(wrong))
      #expect(reply.status == 400)
      #expect(reply.errorCodes == ["BadRequest"])
    }
    #expect(emulator.send("DELETE", "\(path)/$ref").whole == .noContent)
    #expect(emulator.get(path).whole == .intune(404, "ResourceNotFound"))
  }

  @Test func many() throws {
    let emulator = try TestEmulator.frozen(Self.seed)
    let path = "\(Self.profiles)/\(Self.wifi)/rootCertificatesForServerValidation"
    #expect(emulator.send("POST", "\(path)/$ref", Self.reference(Self.otherRoot)).whole == .noContent)
    #expect(
      emulator.send("POST", "\(path)/$ref", Self.reference(Self.otherRoot)).whole == .intune(409, "Conflict"))
    #expect(
      emulator.get("\(path)?$select=id").whole
        == .ok(
          """
          {"@odata.context":"B/$metadata#deviceManagement/deviceConfigurations(id)",
           "value":[\(Self.root(Self.root)),\(Self.root(Self.otherRoot))]}
          """))
    #expect(emulator.send("DELETE", "\(path)/\(Self.otherRoot)/$ref").whole == .noContent)
    #expect(
      emulator.send("DELETE", "\(path)/\(Self.otherRoot)/$ref").whole == .intune(404, "ResourceNotFound"))
    #expect(emulator.get("\(path)/\(Self.otherRoot)").whole == .intune(404, "ResourceNotFound"))
    #expect(emulator.get("\(Self.profiles)/\(Self.otherRoot)").status == 200)
  }

  @Test func goWithTheCertificate() throws {
    let emulator = try TestEmulator.frozen(Self.seed)
    #expect(emulator.send("DELETE", "\(Self.profiles)/\(Self.root)").whole == .noContent)
    #expect(
      emulator.get("\(Self.profiles)/\(Self.wifi)/rootCertificatesForServerValidation").whole
        == .ok(#"{"@odata.context":"B/$metadata#deviceManagement/deviceConfigurations","value":[]}"#))
  }
}
