import JSON

/// One policy in the words of beta and of v1.0 (entitlement-management section 2.4).
///
/// A row holds both; whoever writes one gets the other with it. What only one of them can say stays as it was.
enum PolicyRenderings {
  /// A part of a policy that both versions tell in their own way.
  struct Part: Sendable {
    let beta: [String]
    let later: [String]
    let toBeta: @Sendable (_ values: PolicyValues) -> PolicyValues
    let toLater: @Sendable (_ values: PolicyValues) -> PolicyValues
  }

  static let parts = [
    PolicyRequestors.part, PolicyExpiration.part, PolicyApproval.part, PolicyReview.part,
    PolicyQuestions.part,
  ]

  /// The values with both renderings of what has changed.
  ///
  /// - Parameters:
  ///   - old: the values before; nil for a new policy. A new one that brings both, as an export does, keeps both.
  ///   - isSeed: what v1.0 says of a part that beta says nothing of is all the same that, where it is no more than that
  ///     nothing was said: an export does not name what is null.
  static func complete(
    _ new: PolicyValues, from old: PolicyValues? = nil, isSeed: Bool = false
  ) -> PolicyValues {
    var values = new
    for part in parts {
      let changesBeta = part.beta.contains { differ(new[$0], old?[$0] ?? .null) }
      let changesLater = part.later.contains { differ(new[$0], old?[$0] ?? .null) }
      guard changesBeta != changesLater, !(isSeed && changesLater && saysNothing(part, values)) else {
        continue
      }
      let render = changesLater ? part.toBeta : part.toLater
      let before = old.map(render)
      for (name, value) in render(values).members {
        values[name] = before.map { kept(values[name], where: value, is: $0[name]) } ?? value
      }
    }
    // The one part of v1.0's rendering that says so where beta says nothing.
    if values["expiration"].isNull { values["expiration"] = PolicyExpiration.never }
    return values
  }

  /// v1.0's words are those for a part that beta has left out.
  private static func saysNothing(_ part: Part, _ values: PolicyValues) -> Bool {
    let rendered = part.toLater(values)
    return !part.later.contains { differ(values[$0], rendered[$0]) }
  }

  /// What is not set is false, empty or without end where it is shown, as `canExtend`: to say so sets nothing.
  private static func differ(_ one: JSONValue, _ other: JSONValue) -> Bool {
    one != other && !(isUnset(one) && isUnset(other))
  }

  private static func isUnset(_ value: JSONValue) -> Bool {
    value.isNull || value == .bool(false) || value == .array([]) || value == PolicyExpiration.never
  }

  /// The value with what has changed between two renderings; all else stays in the words that it is told in.
  private static func kept(_ value: JSONValue, where new: JSONValue, is old: JSONValue) -> JSONValue {
    guard new != old else { return value }
    switch (value, new, old) {
    case (.object(let value), .object(let new), .object(let old)):
      return .object(
        JSONObject(
          new.members.map { member in
            let known = old[member.name].flatMap { old in
              value[member.name].map { kept($0, where: member.value, is: old) }
            }
            return JSONObject.Member(name: member.name, value: known ?? member.value)
          }))
    case (.array(let value), .array(let new), .array(let old))
    where value.count == new.count && new.count == old.count:
      return .array(new.indices.map { kept(value[$0], where: new[$0], is: old[$0]) })
    default: return new
    }
  }
}

/// Properties of a policy by name; one that is not there is null.
struct PolicyValues: Sendable {
  private(set) var members: [String: JSONValue]

  init(_ members: [String: JSONValue] = [:]) { self.members = members }

  init(_ object: JSONObject) {
    self.init(Dictionary(object.members.map { ($0.name, $0.value) }) { first, _ in first })
  }

  subscript(name: String) -> JSONValue {
    get { members[name] ?? .null }
    set { members[name] = newValue }
  }
}
