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
  /// - Parameter old: the values before; none for a new policy. A new one that brings both, as an export does, keeps
  ///   both.
  static func complete(_ new: PolicyValues, from old: PolicyValues = PolicyValues()) -> PolicyValues {
    var values = new
    for part in parts {
      let changesBeta = part.beta.contains { differ(new[$0], old[$0]) }
      let changesLater = part.later.contains { differ(new[$0], old[$0]) }
      guard changesBeta != changesLater else { continue }
      let others = changesLater ? part.toBeta(values) : part.toLater(values)
      for (name, value) in others.members { values[name] = value }
    }
    return values
  }

  /// What is not set is false where it is shown, as `canExtend`: to say so sets nothing.
  private static func differ(_ one: JSONValue, _ other: JSONValue) -> Bool {
    one != other && !(isUnset(one) && isUnset(other))
  }

  private static func isUnset(_ value: JSONValue) -> Bool { value.isNull || value == .bool(false) }
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
