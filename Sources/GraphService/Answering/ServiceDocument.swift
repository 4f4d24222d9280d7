import EntityModel
import JSON
import Planning

/// What the service root answers: its sets and singletons (graph-platform 5.1).
struct ServiceDocument {
  let version: ServiceVersion
  let base: String

  /// - Throws: `UnreadableAnswer`
  func answer(_ format: ResponseFormat) throws -> Answer {
    let elements = version.model.container.map { element -> JSONValue in
      [
        "name": .string(element.name),
        "kind": .string(element.kind == .entitySet ? "EntitySet" : "Singleton"),
        "url": .string(element.name),
      ]
    }
    let document = EnvelopeWriter(base: base).value(.array(elements))
    var answer = Answer.json(format.metadata == .none ? try FormattedPayload.bare(document) : document)
    answer.format = format
    return answer
  }
}
