import GraphStore
import JSON

extension TracedStatement {
  /// The statement with its query plan; nil for one that belongs to no plan.
  func explained(_ store: TenantStore, _ limit: RequestLimit) throws -> Explanation.Statement? {
    guard let plan else { return nil }
    return Explanation.Statement(
      purpose: purpose.text, sql: sql, parameters: parameters.map(explained),
      queryPlan: try store.queryPlan(of: plan, limit: limit))
  }

  private func explained(_ parameter: PlanParameter) -> Explanation.Parameter {
    let (value, meaning): (JSONValue?, String) =
      switch parameter.role {
      case .parent: (nil, purpose.parent)
      case .identifier where parameter.value == .integer(Reader.Located.pretendedKey):
        // No row was read.
        (nil, purpose.identifier)
      // The id of the caller is found by a statement of its own.
      case .identifier: (parameter.value.explained, purpose.identifier)
      case .limit: (parameter.value.explained, "rows at most: one more tells of a next page")
      case .cursor: (parameter.value.explained, "where the page before ended")
      case .constant: (parameter.value.explained, "value in the query")
      case .moment: (parameter.value.explained, "moment of the request, in ticks of 100 ns since the year 1")
      case .base: (parameter.value.explained, "service root of the request")
      case .caller: (parameter.value.explained, "who asks")
      case .client: (parameter.value.explained, "the application that asks")
      }
    return Explanation.Parameter(name: "?\(parameter.number)", value: value, meaning: meaning)
  }
}

extension SQLValue {
  /// nil for what only a run knows.
  fileprivate var explained: JSONValue? {
    switch self {
    case .null: nil
    case .integer(let value): .number(String(value))
    case .real(let value): .number(String(value))
    case .text(let text): .string(text)
    }
  }
}
