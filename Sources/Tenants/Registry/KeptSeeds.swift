import GraphStore
import JSON

/// A tenant's own seeds as its database keeps them, so that a reset after a restart goes back to them too:
/// `[{"name":"a.json","text":"{…}"}]`.
struct KeptSeeds {
  let store: TenantStore

  /// nil for a tenant that got none of its own.
  func documents() throws -> [SeedDocument]? {
    guard let text = try store.keptValue(.seeds) else { return nil }
    return try JSONValue.parse(text).arrayValue?.compactMap(\.objectValue).map { document in
      SeedDocument(
        name: document["name"]?.stringValue ?? "", bytes: Array((document["text"]?.stringValue ?? "").utf8))
    }
  }

  func keep(_ documents: [SeedDocument]) throws {
    _ = try store.lastingValue(.seeds) { Self.text(of: documents) }
  }

  static func text(of documents: [SeedDocument]) -> String {
    let values = documents.map { document -> JSONValue in
      ["name": .string(document.name), "text": .string(String(decoding: document.bytes, as: UTF8.self))]
    }
    return JSONValue.array(values).text
  }
}
