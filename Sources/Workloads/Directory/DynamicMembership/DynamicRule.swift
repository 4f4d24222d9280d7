import JSON

/// The rule of a dynamic group, as far as it is evaluated (directory.md section 3).
struct DynamicRule: Equatable {
  enum Subject: String, CaseIterable {
    case user, device
  }

  enum Comparison: String, CaseIterable {
    case equal = "eq"
    case notEqual = "ne"
    case contains
    case startsWith = "startswith"
    case isIn = "in"
  }

  indirect enum Condition: Equatable {
    /// `user.department -eq "Sales"`; the property as written, after the subject.
    case compare(property: String, Comparison, JSONValue)
    /// `user.assignedPlans -any (…)`: comparisons of one plan's members.
    case anyPlan(Condition)
    case and(Condition, Condition)
    case or(Condition, Condition)
    case not(Condition)
  }

  let subject: Subject
  let condition: Condition
}
