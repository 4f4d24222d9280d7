import GraphStore
import JSON

/// `customExtensionCalloutInstances` of a request: the extensions that were called for it, and which of them are still to
/// answer.
struct CalloutInstances {
  private var elements: [JSONObject]

  init(_ request: Entity) {
    elements =
      request.properties["customExtensionCalloutInstances"]?.arrayValue?.compactMap(\.objectValue) ?? []
  }

  /// Notes calls whose answers a request waits for from now on.
  static func add(
    _ called: [Entity], at stage: CustomExtensionStage, to request: Entity, _ transaction: WriteTransaction
  ) throws {
    guard let current = try transaction.entity(key: request.key, type: EntitlementType.request) else {
      return
    }
    var instances = CalloutInstances(current)
    instances.elements += called.map { called -> JSONObject in
      [
        "customExtensionId": .string(called.id), "detail": .null, "externalCorrelationId": .null,
        "id": .string(ContentGuid.of("callouts\n\(request.id)\n\(stage.rawValue)\n\(called.id)")),
        "status": waiting,
      ]
    }
    try instances.store(in: current, transaction)
  }

  private static let waiting: JSONValue = "waitingForCallback"

  /// A seed need not say whom a request waits for.
  var isEmpty: Bool { elements.isEmpty }

  var isWaiting: Bool { elements.contains { $0["status"] == Self.waiting } }

  /// The id of the extension that an instance has called and that is still to answer.
  func awaited(instance id: String) -> String? {
    let found = index(of: id).map { elements[$0] }
    return found?["status"] == Self.waiting ? found?["customExtensionId"]?.stringValue : nil
  }

  private func index(of id: String) -> Int? {
    elements.firstIndex { $0["id"]?.stringValue?.lowercased() == id.lowercased() }
  }

  mutating func note(answerOf id: String, _ detail: JSONValue?) {
    guard let index = self.index(of: id) else { return }
    elements[index]["detail"] = detail ?? .null
    elements[index]["status"] = "callbackReceived"
  }

  func store(in request: Entity, _ transaction: WriteTransaction) throws {
    guard !elements.isEmpty else { return }
    _ = try transaction.asRule {
      try transaction.update(request) {
        $0.properties["customExtensionCalloutInstances"] = .array(elements.map(JSONValue.object))
      }
    }
  }
}
