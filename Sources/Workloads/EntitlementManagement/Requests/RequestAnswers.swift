import GraphStore
import JSON

/// The answers of a request, in the words of both versions: `answers` of beta, `assignmentAnswers` for v1.0.
///
/// What a client says of the answered question is its id; the answer shows the question of the policy.
struct RequestAnswers {
  /// Of the policy, as beta has them.
  private let questions: [JSONObject]

  init(policy: Entity?) {
    questions = policy?.properties["questions"]?.arrayValue?.compactMap(\.objectValue) ?? []
  }

  /// Checks what a client answers, and tells it in the words of both versions.
  ///
  /// - Parameter mustBeWhole: what has to be answered is.
  func take(_ properties: inout [String: JSONValue], mustBeWhole: Bool) throws {
    try check(given(in: properties).answers)
    complete(&properties)
    if mustBeWhole, lackRequired(properties) {
      throw EntitlementError.invalidModel(at: "answers", "A question that has to be answered is not.")
    }
  }

  private func check(_ answers: [JSONObject]) throws {
    for (index, answer) in answers.enumerated() {
      guard let question = question(of: answer) else { continue }
      let said = answer["answeredQuestion"]?.objectValue?["@odata.type"]
      guard said == nil || said == question["@odata.type"] else {
        throw EntitlementError.invalidModel(
          at: "answers[\(index)].answeredQuestion", "The question is of another type.")
      }
      guard PolicyQuestions.takes(answer["value"]?.stringValue, question) else {
        throw EntitlementError.invalidModel(
          at: "answers[\(index)].value", "The question does not offer that choice.")
      }
    }
  }

  func complete(_ properties: inout [String: JSONValue]) {
    let (given, isLater) = self.given(in: properties)
    guard !given.isEmpty else { return }
    properties["answers"] = .array(
      given.map { answer(to: question(of: $0) ?? sent($0, isLater: isLater)?.beta, $0, isLater: false) })
    properties["assignmentAnswers"] = .array(
      given.map { answer in
        let question = question(of: answer).map { PolicyQuestions.later($0).objectValue ?? $0 }
        return self.answer(to: question ?? sent(answer, isLater: isLater)?.later, answer, isLater: true)
      })
  }

  /// The answers in the version that they were sent in.
  private func given(in properties: [String: JSONValue]) -> (answers: [JSONObject], isLater: Bool) {
    let beta = elements(properties["answers"])
    return beta.isEmpty ? (elements(properties["assignmentAnswers"]), true) : (beta, false)
  }

  /// Whether a question that must be answered is not.
  private func lackRequired(_ properties: [String: JSONValue]) -> Bool {
    let answered = elements(properties["answers"]).filter { $0["value"] ?? .null != .null }
      .compactMap(Self.identifier)
    return questions.contains { question in
      question["isRequired"]?.boolValue == true && !answered.contains(question["id"]?.stringValue ?? "")
    }
  }

  private func elements(_ value: JSONValue?) -> [JSONObject] {
    value?.arrayValue?.compactMap(\.objectValue) ?? []
  }

  private static func identifier(_ answer: JSONObject) -> String? {
    answer["answeredQuestion"]?.objectValue?["id"]?.stringValue
  }

  private func question(of answer: JSONObject) -> JSONObject? {
    guard let id = Self.identifier(answer)?.lowercased() else { return nil }
    return questions.first { $0["id"]?.stringValue?.lowercased() == id }
  }

  /// A question that the policy does not have, as it was sent.
  private func sent(_ answer: JSONObject, isLater: Bool) -> (beta: JSONObject, later: JSONObject)? {
    guard let question = answer["answeredQuestion"]?.objectValue else { return nil }
    return isLater
      ? (PolicyQuestions.beta(question).objectValue ?? question, question)
      : (question, PolicyQuestions.later(question).objectValue ?? question)
  }

  private func answer(to question: JSONObject?, _ answer: JSONObject, isLater: Bool) -> JSONValue {
    let asked = JSONObject.Member(
      name: "answeredQuestion", value: question.map(JSONValue.object) ?? .null)
    var members = answer.members.filter { $0.name == "@odata.type" }
    if !isLater { members.append(asked) }
    let value = answer["value"] ?? .null
    let shown = answer["displayValue"] ?? .null
    members.append(JSONObject.Member(name: "displayValue", value: shown.isNull ? value : shown))
    members.append(JSONObject.Member(name: "value", value: value))
    if isLater { members.append(asked) }
    return .object(JSONObject(members))
  }
}
