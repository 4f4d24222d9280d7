import EntityModel
import JSON

/// What the service root answers: its sets and singletons (graph-platform 5.1).
enum ServiceDocument {
  static func bytes(_ version: ServiceVersion, base: String) -> [UInt8] {
    let elements = version.model.container.map { element -> JSONValue in
      [
        "name": .string(element.name),
        "kind": .string(element.kind == .entitySet ? "EntitySet" : "Singleton"),
        "url": .string(element.name),
      ]
    }
    let document: JSONValue = ["@odata.context": .string(base + "/$metadata"), "value": .array(elements)]
    return document.bytes
  }
}
