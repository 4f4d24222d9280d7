import HTTPMessages
import JSON
import Testing

/// OMA settings of custom profiles: whole after every write, and their encrypted values never in clear
/// (intune-device-configuration.md 2.8).
@Suite struct OmaSettingTests {
  static let profiles = "/deviceManagement/deviceConfigurations"
  static let id = "44444444-0000-4000-8000-000000000001"
  static let path = "\(profiles)/\(id)"
  static let custom = ##""@odata.type":"#microsoft.graph.windows10CustomConfiguration""##

  static func seed(_ settings: String, _ options: String = "{}") -> String {
    """
    {"deviceManagement":{"deviceConfigurations":[
      {\(custom),"id":"\(id)","displayName":"Kiosk","omaSettings":[\(settings)]}]},
     "settings":{"intune":\(options)}}
    """
  }

  static func text(_ value: String, _ uri: String = "./a", _ more: String = "") -> String {
    ##"{"@odata.type":"#microsoft.graph.omaSettingString","displayName":"A","omaUri":"\##(uri)","value":"\##(value)"\##(more)}"##
  }

  /// As beta shows a setting.
  static func shown(
    _ type: String, _ value: String, uri: String = "./a", reference: String? = nil, more: String = ""
  ) -> String {
    ##"{"@odata.type":"#microsoft.graph.omaSetting\##(type)","displayName":"A","description":null,"omaUri":"\##(uri)","##
      + #""secretReferenceValueId":\#(reference.map { "\"\($0)\"" } ?? "null"),"isEncrypted":\#(reference != nil),"#
      + #"\#(more)"value":\#(value)}"#
  }

  static func settings(_ emulator: TestEmulator, version: String = "beta") -> String {
    emulator.send("GET", path, version: version)["omaSettings"]?.text ?? ""
  }

  static func references(_ emulator: TestEmulator) -> [String] {
    (emulator.get(path)["omaSettings"]?.arrayValue ?? []).compactMap {
      $0.objectValue?["secretReferenceValueId"]?.stringValue
    }
  }

  static func plainText(_ emulator: TestEmulator, _ reference: String) -> Reply {
    emulator.get("\(path)/getOmaSettingPlainTextValue(secretReferenceValueId='\(reference)')")
  }

  // MARK: Whole values

  @Test(arguments: ["beta", "v1.0"], ["POST", "PATCH"])
  func settingsAreWhole(version: String, method: String) throws {
    let emulator = try TestEmulator.frozen(Self.seed(""))
    let settings = """
      [{"@odata.type":"#microsoft.graph.omaSettingString","displayName":"A","omaUri":"./a"},
       {"@odata.type":"#microsoft.graph.omaSettingInteger","displayName":"A","omaUri":"./b","value":2}]
      """
    let name = method == "POST" ? #","displayName":"New""# : ""
    let reply = emulator.send(
      method, method == "POST" ? Self.profiles : Self.path,
      "{\(Self.custom),\"omaSettings\":\(settings)\(name)}",
      version: version)
    let path = method == "POST" ? "\(Self.profiles)/\(reply["id"]?.stringValue ?? "")" : Self.path
    #expect(
      emulator.get(path)["omaSettings"]?.text
        == "[\(Self.shown("String", "\"\"")),\(Self.shown("Integer", "2", uri: "./b", more: "\"isReadOnly\":false,"))]"
        .replacing(#""isReadOnly":false,"value":2"#, with: #""value":2,"isReadOnly":false"#))
  }

  // MARK: Secrets

  @Test func whatIsCreatedEncryptedIsMasked() throws {
    let emulator = try TestEmulator.frozen(
      #"{"organization":[{"id":"99999999-0000-4000-8000-000000000001"}]}"#)
    let made = emulator.send(
      "POST", Self.profiles,
      "{\(Self.custom),\"displayName\":\"K\",\"omaSettings\":[\(Self.text("geheim", "./a", ",\"isEncrypted\":true"))]}"
    )
    #expect(made.status == 201)
    let id = try #require(made["id"]?.stringValue)
    let setting = try #require(made["omaSettings"]?.arrayValue?.first?.objectValue)
    let reference = try #require(setting["secretReferenceValueId"]?.stringValue)
    #expect(reference.split(separator: "_").map(\.count) == [36, 36, 36])
    #expect(reference.split(separator: "_")[1] == id)
    #expect(
      made["omaSettings"]?.text == "[\(Self.shown("String", "\"****\"", reference: reference))]")
    let path = "\(Self.profiles)/\(id)"
    #expect(emulator.get(path)["omaSettings"] == made["omaSettings"])
    #expect(!emulator.get(path).text.contains("geheim"))
    #expect(
      emulator.get("\(path)/getOmaSettingPlainTextValue(secretReferenceValueId='\(reference)')").whole
        == .ok(#"{"@odata.context":"B/$metadata#Edm.String","value":"geheim"}"#))
  }

  @Test func whatIsSeededEncryptedIsMasked() throws {
    let emulator = try TestEmulator.frozen(
      Self.seed(
        Self.text("geheim", "./a", ",\"isEncrypted\":true") + ","
          + ##"{"@odata.type":"#microsoft.graph.omaSettingStringXml","displayName":"A","omaUri":"./b","isEncrypted":true,"value":"PHNlY3JldC8+"},"##
          + ##"{"@odata.type":"#microsoft.graph.omaSettingBase64","displayName":"A","omaUri":"./c","isEncrypted":true,"value":"QUJD"},"##
          + ##"{"@odata.type":"#microsoft.graph.omaSettingInteger","displayName":"A","omaUri":"./d","isEncrypted":true,"value":5}"##
      ))
    let references = Self.references(emulator)
    #expect(references.count == 4)
    #expect(
      Self.settings(emulator)
        == """
        [\(Self.shown("String", "\"****\"", reference: references[0])),\
        \(Self.shown("StringXml", "\"PGEvPg==\"", uri: "./b", reference: references[1], more: "\"fileName\":null,")),\
        \(Self.shown("Base64", "\"****\"", uri: "./c", reference: references[2], more: "\"fileName\":null,")),\
        \(Self.shown("Integer", "5,\"isReadOnly\":false", uri: "./d", reference: references[3]))]
        """)
    #expect(
      references.map { Self.plainText(emulator, $0)["value"] } == ["geheim", "<secret/>", "QUJD", "5"])
    #expect(Self.plainText(emulator, "none").whole == .intune(404, "ResourceNotFound"))
    let hidden = "$filter=isof('microsoft.graph.windows10CustomConfiguration')"
    #expect(!emulator.get("\(Self.profiles)?\(hidden)").text.contains("geheim"))
    #expect(!emulator.send("GET", Self.path, version: "v1.0").text.contains("geheim"))
    let exported = try emulator.export()
    let again = try TestEmulator.frozen(exported)
    #expect(Self.settings(again) == Self.settings(emulator))
    #expect(references.map { Self.plainText(again, $0)["value"] } == ["geheim", "<secret/>", "QUJD", "5"])
    #expect(try again.export() == exported)
  }

  @Test func theTenantMayEncryptAll() throws {
    let emulator = try TestEmulator.frozen(Self.seed(Self.text("geheim"), #"{"encryptOmaSettings":true}"#))
    let reference = try #require(Self.references(emulator).first)
    #expect(Self.settings(emulator) == "[\(Self.shown("String", "\"****\"", reference: reference))]")
    #expect(Self.plainText(emulator, reference)["value"] == "geheim")
  }

  @Test func aCreationBringsNoReference() throws {
    let emulator = try TestEmulator.frozen(Self.seed(Self.text("geheim", "./a", ",\"isEncrypted\":true")))
    let settings = Self.settings(emulator)
    #expect(
      emulator.send(
        "POST", Self.profiles, "{\(Self.custom),\"displayName\":\"Copy\",\"omaSettings\":\(settings)}"
      ).whole == .intune(400, "NotSupported", "SecretReferenceValueId invalid for create."))
    #expect(emulator.get("\(Self.profiles)?$select=displayName").values("displayName") == ["Kiosk"])
  }

  @Test(arguments: ["beta", "v1.0"])
  func whatIsWrittenBackMaskedStays(version: String) throws {
    let emulator = try TestEmulator.frozen(Self.seed(Self.text("geheim", "./a", ",\"isEncrypted\":true")))
    let reference = try #require(Self.references(emulator).first)
    let settings = Self.settings(emulator, version: version)
    let body = "{\(Self.custom),\"description\":\"new\",\"omaSettings\":\(settings)}"
    #expect(emulator.send("PATCH", Self.path, body, version: version).whole == .noContent)
    #expect(Self.settings(emulator) == "[\(Self.shown("String", "\"****\"", reference: reference))]")
    #expect(Self.plainText(emulator, reference)["value"] == "geheim")
    #expect(emulator.get(Self.path)["description"] == "new")
  }

  @Test func aChangeReplacesTheSecret() throws {
    let emulator = try TestEmulator.frozen(Self.seed(Self.text("geheim", "./a", ",\"isEncrypted\":true")))
    let reference = try #require(Self.references(emulator).first)
    let other = Self.text("neu", "./a", ",\"isEncrypted\":true,\"secretReferenceValueId\":\"\(reference)\"")
    #expect(
      emulator.send("PATCH", Self.path, "{\(Self.custom),\"omaSettings\":[\(other)]}").whole == .noContent)
    #expect(Self.settings(emulator) == "[\(Self.shown("String", "\"****\"", reference: reference))]")
    #expect(Self.plainText(emulator, reference)["value"] == "neu")
    let foreign = Self.text("****", "./a", ",\"isEncrypted\":true,\"secretReferenceValueId\":\"x\"")
    #expect(
      emulator.send("PATCH", Self.path, "{\(Self.custom),\"omaSettings\":[\(foreign)]}").whole
        == .intune(400, "NotSupported", "SecretReferenceValueId invalid for update."))
    #expect(emulator.send("PATCH", Self.path, "{\(Self.custom),\"omaSettings\":[]}").whole == .noContent)
    #expect(Self.plainText(emulator, reference).whole == .intune(404, "ResourceNotFound"))
    #expect(!(try emulator.export()).contains("neu"))
  }
}
