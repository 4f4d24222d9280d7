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

  init(_ object: JSONObject, _ scope: OrderScope) throws(OptionMistake) {
    let members = try OrderMembers(.object(object), "$", knowing: Trigger.names + ["when", "responses"])
    let word = try members.word("when", Stub.Occasion.allCases.map(\.rawValue))
    let occasion = word.flatMap(Stub.Occasion.init(rawValue:)) ?? .always
    let answers = try Self.answers(members)
    action = Stub(answers, on: occasion)
    (trigger, generator) = (try Trigger(members, scope), try Trigger.generator(members))
    try Self.check(answers, haveTheirTurn: trigger.positions, members)
  }

  /// A response whose turn comes after the last of the requests is for none.
  private static func check(
    _ answers: [StubAnswer], haveTheirTurn positions: ClosedRange<Int>, _ members: OrderMembers
  ) throws(OptionMistake) {
    // What was counted is below the last of the requests, so that one more is a number too.
    var left = positions.upperBound - positions.lowerBound + 1
    for (index, answer) in answers.enumerated() {
      guard left > 0 else {
        throw OptionMistake(
          "\(members.path(of: "responses"))[\(index)]",
          "no request is left for this one: those before it answer all from 'from' to 'to'")
      }
      left -= answer.times ?? left
    }
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
