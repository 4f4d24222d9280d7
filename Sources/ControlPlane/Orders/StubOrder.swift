import Faults
import GraphStore
import HTTPMessages
import JSON

/// A stub as it was sent:
/// `{"match":{"path":"/me/messages"},"when":"unserved","responses":[{"status":200,"body":{"value":[]}}]}`.
struct StubOrder: TriggerOrder {
  let action: Stub
  let trigger: Trigger
  let generator: SeededGenerator

  init(_ object: JSONObject, _ versions: [String]) throws(OptionMistake) {
    let members = try OrderMembers(.object(object), "$", knowing: Trigger.names + ["when", "responses"])
    let word = try members.word("when", Stub.Occasion.allCases.map(\.rawValue))
    let occasion = word.flatMap(Stub.Occasion.init(rawValue:)) ?? .always
    action = Stub(try Self.answers(members), on: occasion)
    (trigger, generator) = (try Trigger(members, versions), try Trigger.generator(members))
  }

  private static func answers(_ members: OrderMembers) throws(OptionMistake) -> [StubAnswer] {
    guard let values = members.object["responses"]?.arrayValue, !values.isEmpty, values.count <= 1000 else {
      throw members.mistake("responses", "an array of 1 to 1000 responses expected")
    }
    var answers: [StubAnswer] = []
    for (index, value) in values.enumerated() {
      let path = "\(members.path(of: "responses"))[\(index)]"
      let response = try OrderMembers(value, path, knowing: ["status", "headers", "body", "times"])
      answers.append(try answer(response, isLast: index == values.count - 1))
    }
    return answers
  }

  /// Each is for one request, and the last for all that follow, unless it says otherwise.
  private static func answer(_ members: OrderMembers, isLast: Bool) throws(OptionMistake) -> StubAnswer {
    let times = try members.integer("times", 1...1_000_000) ?? (isLast ? nil : 1)
    let body = members.object["body"].map(StubBody.init) ?? .empty
    let status = try members.integer("status", 200...599) ?? 200
    try body.check(goesWith: status, members)
    return StubAnswer(
      status: status, headers: body.headers(with: try headers(members)), body: body.bytes, times: times)
  }

  private static func headers(_ members: OrderMembers) throws(OptionMistake) -> [HeaderField] {
    guard let value = members.object["headers"] else { return [] }
    try OptionForm.dictionary(.string).check(value, members.path(of: "headers"))
    var fields: [HeaderField] = []
    for member in (value.objectValue ?? [:]).members {
      fields.append(
        try HeaderField(member.name, member.value.stringValue ?? "")
          .allowed(at: "\(members.path(of: "headers")).\(member.name)"))
    }
    return fields
  }
}
