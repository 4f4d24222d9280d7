import JSON
import OData

/// The values of a profile's encrypted OMA settings, by reference. They stand beside the profile's own members, in an
/// annotation that no answer shows; the settings hold masks.
struct OmaSecrets {
  static let annotation = "@emulator.omaSecrets"

  private(set) var values: JSONObject
  private let settings: [JSONObject]

  /// - Parameter properties: of a stored profile.
  init(_ properties: JSONObject = [:]) {
    values = properties[Self.annotation]?.objectValue ?? [:]
    settings = properties["omaSettings"]?.arrayValue?.compactMap(\.objectValue) ?? []
  }

  /// - Parameter values: as an export says them.
  init(values: JSONObject) {
    self.values = values
    settings = []
  }

  subscript(reference: String) -> JSONValue? {
    get { values[reference] }
    set { values[reference] = newValue }
  }

  /// The reference of the setting that another one without reference stands for: v1.0 knows none.
  func reference(like setting: OmaSetting) -> String? {
    guard setting.isMasked else { return nil }
    return settings.map(OmaSetting.init).first { $0.type == setting.type && $0.uri == setting.uri }?.reference
  }

  /// What `getOmaSettingPlainTextValue` answers: clients encode the text of an XML document again, as the value of its
  /// setting is base64.
  func plainText(_ reference: String) -> String? {
    guard let value = values[reference],
      let setting = settings.map(OmaSetting.init).first(where: { $0.reference == reference })
    else { return nil }
    guard let text = value.stringValue else { return value.text }
    return setting.isDocument ? Base64.bytes(text).map { String(decoding: $0, as: UTF8.self) } : text
  }
}

/// One OMA setting of a profile (intune-device-configuration.md 2.8).
struct OmaSetting {
  private(set) var members: JSONObject

  init(_ members: JSONObject) { self.members = members }

  var type: String? { members["@odata.type"]?.stringValue }
  var uri: String? { members["omaUri"]?.stringValue }
  var reference: String? { members["secretReferenceValueId"]?.stringValue }
  var isEncrypted: Bool { members["isEncrypted"] == .bool(true) }
  var value: JSONValue { members["value"] ?? .null }
  var isMasked: Bool { value == mask }
  var isDocument: Bool { type == "#microsoft.graph.omaSettingStringXml" }

  mutating func seal(_ reference: String) {
    members["isEncrypted"] = .bool(true)
    members["secretReferenceValueId"] = .string(reference)
    if let mask { members["value"] = mask }
  }

  /// What stands in place of the value; nil for numbers, Booleans and times, which are shown.
  ///
  /// For documents clients know the base64 of `<a/>`, which the service sends; our reference had that of `****`.
  private var mask: JSONValue? {
    switch type {
    case "#microsoft.graph.omaSettingString", "#microsoft.graph.omaSettingBase64": "****"
    case "#microsoft.graph.omaSettingStringXml": "PGEvPg=="
    default: nil
    }
  }
}
