import GraphStore
import JSON

/// Secrets and keys of an application, or of what stands for it in a tenant.
///
/// What must never be shown is kept beside the credentials: by the id of each, in members of our own.
struct Credentials {
  static let secretsMark = "@emulator.secrets"
  static let keysMark = "@emulator.keys"

  private var properties: JSONObject

  init(_ properties: JSONObject) { self.properties = properties }

  /// The members that it is made of, as they are to be stored.
  var members: [String: JSONValue] {
    Dictionary(
      ["passwordCredentials", "keyCredentials", Self.secretsMark, Self.keysMark].map {
        ($0, properties[$0] ?? .null)
      }
    ) { first, _ in first }
  }

  var passwords: [JSONObject] { Self.objects(properties["passwordCredentials"]) }
  var keys: [JSONObject] { Self.objects(properties["keyCredentials"]) }

  func secret(of credential: JSONObject) -> String? {
    Self.kept(properties[Self.secretsMark], credential)?.stringValue
  }

  func key(of credential: JSONObject) -> String? {
    Self.kept(properties[Self.keysMark], credential)?.stringValue
  }

  private static func kept(_ values: JSONValue?, _ credential: JSONObject) -> JSONValue? {
    credential["keyId"]?.stringValue.flatMap { values?.objectValue?[$0.lowercased()] }
  }

  static func objects(_ value: JSONValue?) -> [JSONObject] {
    value?.arrayValue?.compactMap(\.objectValue) ?? []
  }

  // MARK: Changing

  mutating func add(password: JSONObject, secret: String) {
    add(password, to: "passwordCredentials", keeping: secret, in: Self.secretsMark)
  }

  mutating func add(key: JSONObject, value: String) {
    add(key, to: "keyCredentials", keeping: value, in: Self.keysMark)
  }

  private mutating func add(
    _ credential: JSONObject, to list: String, keeping value: String, in mark: String
  ) {
    guard let id = credential["keyId"]?.stringValue else { return }
    properties[list] = .array(Self.objects(properties[list]).map(JSONValue.object) + [.object(credential)])
    var kept = properties[mark]?.objectValue ?? [:]
    kept[id.lowercased()] = .string(value)
    properties[mark] = .object(kept)
  }

  /// - Returns: whether it was there.
  mutating func removePassword(_ id: String) -> Bool {
    remove(id, from: "passwordCredentials", and: Self.secretsMark)
  }

  mutating func removeKey(_ id: String) -> Bool { remove(id, from: "keyCredentials", and: Self.keysMark) }

  private mutating func remove(_ id: String, from list: String, and mark: String) -> Bool {
    let before = Self.objects(properties[list])
    let rest = before.filter { $0["keyId"]?.stringValue?.lowercased() != id.lowercased() }
    guard rest.count < before.count else { return false }
    properties[list] = .array(rest.map(JSONValue.object))
    let kept = properties[mark]?.objectValue?.members.filter { $0.name != id.lowercased() } ?? []
    properties[mark] = kept.isEmpty ? .null : .object(JSONObject(kept))
    return true
  }
}
