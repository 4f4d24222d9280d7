package import GraphContract
package import GraphStore
package import JSON
package import Planning

/// What becomes of a request: its path, options and permission, and the statements that answer it.
package struct Explanation: Sendable {
  package let method: String
  package let version: String
  /// Undecoded, below the host: `/beta/users?$top=1`.
  package let target: String
  package let segments: [Segment]
  /// The type of what the path leads to: `Collection(microsoft.graph.user)`.
  package let type: String
  package let contract: Contract
  package let options: [ParsedTarget.Option]
  package let bindings: [Binding]
  /// nil for a path that no documentation has.
  package let route: Route?
  /// What becomes of the token that the request shows; nil for one without.
  package let decision: PermissionDecision?
  /// In the order in which they run.
  package let statements: [Statement]
  /// What is not said by a statement.
  package let remarks: [String]

  /// One step of the path.
  package struct Segment: Sendable, Equatable {
    /// In the model's spelling; keys as they were given.
    package let name: String
    /// `entity set`, `key`
    package let kind: String
    package let type: String
  }

  /// An option whose names are resolved.
  package struct Binding: Sendable, Equatable {
    package let option: String
    package let values: [TypedNode]
  }

  /// A value and what it is made of.
  package struct TypedNode: Sendable, Equatable {
    package let text: String
    /// nil for what has none, such as a search.
    package let type: String?
    package let operands: [TypedNode]

    package init(_ text: String, _ type: String?, _ operands: [TypedNode] = []) {
      self.text = text
      self.type = type
      self.operands = operands
    }
  }

  package struct Statement: Sendable {
    /// What it is for: `find users 'adele@contoso.example'`.
    package let purpose: String
    package let sql: String
    package let parameters: [Parameter]
    package let queryPlan: [QueryPlanStep]
  }

  /// A value that is bound to a statement.
  package struct Parameter: Sendable, Equatable {
    /// `?10`
    package let name: String
    /// nil when it is known only as the statements before have run.
    package let value: JSONValue?
    package let meaning: String

    package init(name: String, value: JSONValue?, meaning: String) {
      self.name = name
      self.value = value
      self.meaning = meaning
    }
  }
}
