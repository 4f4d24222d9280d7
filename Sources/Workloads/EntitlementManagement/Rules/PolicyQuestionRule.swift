import EntityModel
import GraphStore
import JSON
import OData

/// Questions of v1.0: objects below a policy, which has them as values.
struct PolicyQuestionRule: ViewRule {
  let types = [
    EntitlementType.question, EntitlementType.textQuestion, EntitlementType.multipleChoiceQuestion,
  ]

  func insert(_ new: NewEntity, _ transaction: WriteTransaction) throws -> Entity {
    let id = new.draft.id ?? transaction.tenant.identifiers.guid()
    let question = Self.value(id, new.type, JSONObject(ordered(new.properties, new.type)))
    try change(new.owner, transaction) { $0 + [question] }
    guard
      let row = try transaction.entity(
        id: id, owner: new.owner, in: transaction.table(EntitlementType.question))
    else { throw EntitlementError.notFound(id) }
    return row
  }

  func update(_ old: Entity, _ new: Entity, _ transaction: WriteTransaction) throws -> Entity {
    let values = Dictionary(new.properties.members.map { ($0.name, $0.value) }) { first, _ in first }
    let question = Self.value(old.id, old.type, JSONObject(ordered(values, old.type)))
    try change(old.owner, transaction) { questions in
      questions.map { Self.id(of: $0) == old.id ? question : $0 }
    }
    return try transaction.entity(
      id: old.id, owner: old.owner, in: transaction.table(EntitlementType.question))
      ?? old
  }

  func delete(_ entity: Entity, _ transaction: WriteTransaction) throws {
    try change(entity.owner, transaction) { questions in
      questions.filter { Self.id(of: $0) != entity.id }
    }
  }

  private static func id(of question: JSONValue) -> String? { question.objectValue?["id"]?.stringValue }

  private func change(
    _ owner: Int64?, _ transaction: WriteTransaction, _ body: ([JSONValue]) -> [JSONValue]
  ) throws {
    guard let policy = try transaction.entity(key: owner, type: EntitlementType.policy) else {
      throw EntitlementError.invalidModel
    }
    let questions = body(policy.properties["assignmentQuestions"]?.arrayValue ?? [])
    _ = try transaction.asRule {
      try transaction.update(policy) { $0.properties["assignmentQuestions"] = .array(questions) }
    }
  }

  private func ordered(_ values: [String: JSONValue], _ type: StructuredType) -> [JSONObject.Member] {
    type.properties.filter { $0.name != "id" }.map { property in
      let missing: JSONValue = property.type.isCollection ? [] : .null
      return JSONObject.Member(name: property.name, value: values[property.name] ?? missing)
    }
  }

  /// The question as the policy has it.
  private static func value(_ id: String, _ type: StructuredType, _ values: JSONObject) -> JSONValue {
    let isChoice = type.name == EntitlementType.multipleChoiceQuestion
    let name: JSONValue =
      isChoice
      ? "#microsoft.graph.accessPackageMultipleChoiceQuestion"
      : "#microsoft.graph.accessPackageTextInputQuestion"
    let head = [
      JSONObject.Member(name: "@odata.type", value: name), JSONObject.Member(name: "id", value: .string(id)),
    ]
    return .object(JSONObject(head + values.members))
  }
}
