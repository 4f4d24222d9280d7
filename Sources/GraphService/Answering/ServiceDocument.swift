import EntityModel
import JSON
import Planning

/// What the service root answers: its sets and singletons (graph-platform 5.1).
struct ServiceDocument {
  let version: ServiceVersion
  let base: String

  func answer(_ format: ResponseFormat) -> Answer {
    let elements = version.model.container.map { element -> JSONValue in
      [
        "name": .string(element.name),
        "kind": .string(element.kind == .entitySet ? "EntitySet" : "Singleton"),
        "url": .string(element.name),
      ]
    }
    let document: JSONObject = ["@odata.context": .string(base + "/$metadata"), "value": .array(elements)]
    let shown = format.metadata == .none ? FormattedPayload.bare(document) : document
    var answer = Answer.json(JSONValue.object(shown).bytes)
    answer.format = format
    return answer
  }
}
