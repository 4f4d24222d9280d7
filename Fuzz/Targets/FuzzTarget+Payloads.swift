import EntityModel
import JSON
import OData

extension FuzzTarget {
  /// The name of a type and a purpose, a tab, and a body: `user update<tab>{"displayName":"A"}`.
  static func payloads(_ models: FuzzModels) -> FuzzTarget {
    FuzzTarget(
      "payloads",
      words: [
        "{", "}", "[", "]", ":", ",", "\"", "null", "true", "false", "1e400", "-0", "0.1", "2147483648",
        "\\u0000",
        "\\ud800", "\\uD83D\\uDE00", "\"@odata.type\":\"#microsoft.graph.group\"",
        "\"members@odata.bind\":[\"users/a\"]",
        "\"id\":\"a\"", "\"displayName\":", "\"passwordProfile\":{}", "\"2026-01-31T00:00:00Z\"",
        "\"P9999999D\"",
        "\"omaSettings\":[{}]", "\"@emulator.x\":1", "\"members@delta\":[]", "\"Displayname\":\"a\"", "\t",
        " create",
        " update", " seed", "user", "windows10CustomConfiguration", "accessPackageAssignmentRequest",
        "assignment",
      ]
    ) { input in
      let parts = input.split(separator: UInt8(ascii: "\t"), maxSplits: 1)
      guard parts.count == 2, let body = try? JSONValue.parse(Array(parts[1])) else { return }
      try checkJSON(body)
      let words = String(decoding: parts[0], as: UTF8.self).split(separator: " ")
      for model in models.all {
        guard let name = words.first, let type = model.structuredTypes.first(where: { $0.shortName == name })
        else {
          continue
        }
        for binder in binders(words.last ?? "", model) {
          guard let draft = try? binder.bind(body, as: type) else { continue }
          try checkJSON(.object(draft.properties))
        }
      }
    }
  }

  private static func binders(_ purpose: Substring, _ model: EntityModel) -> [PayloadBinder] {
    let purpose: PayloadBinder.Purpose = purpose == "update" ? .update : purpose == "seed" ? .seed : .create
    return [
      PayloadBinder(model: model, purpose: purpose, readOnly: .refuse, takesChildren: false),
      PayloadBinder(
        model: model, purpose: purpose, readOnly: .ignore, takesChildren: true, requiresOnUpdate: true),
    ]
  }

  /// What is written of a value is read as the same value.
  private static func checkJSON(_ value: JSONValue) throws {
    try FuzzFinding.unless(
      (try? JSONValue.parse(value.text)) == value, "not read as it was written: \(value.text)")
  }
}
