/// What a trace holds: the decisions, statements, rules and changes of one request.
package struct TraceRecord: Sendable {
  /// What a request goes through, in this order.
  package enum Stage: String, Sendable {
    case authenticate, bind, authorize, plan, run, answer
  }

  /// The path as it was bound, in the model's spelling.
  package var path: String?
  /// The route as the table of routes writes it: `/users/{userId}/manager`; nil for one that no documentation has.
  package var template: String?
  package var permission: PermissionDecision?
  /// How long each stage took; a stage that the request did not come to is not there.
  package var stages: [(stage: Stage, time: Duration)] = []
  /// In the order in which they ran.
  package var statements: [TracedStatement] = []
  package var rules: [TracedRule] = []
  package var decisions: [String] = []
  package var changes: [TracedChange] = []
  /// Of the parts of a batch that were heard of, in the order in which they ran.
  package var parts: [TraceRecord] = []
}

/// Whether the caller may use a route, and why.
package struct PermissionDecision: Sendable, Equatable {
  package let isAllowed: Bool
  /// The permission that let the request in, or the one that is missing; nil where none was asked for.
  package let permission: String?
  /// Why: `the token has it`.
  package let reason: String

  package init(isAllowed: Bool, permission: String?, reason: String) {
    self.isAllowed = isAllowed
    self.permission = permission
    self.reason = reason
  }
}

/// What a statement is for, and what its parameters mean.
package struct TracedPurpose: Sendable {
  /// `find users 'adele@contoso.example'`
  package var text = ""
  /// What the value is that the row is found by.
  package var identifier = ""
  /// Whose key the statement starts from.
  package var parent = "no object before"
}

/// A statement that was run.
package struct TracedStatement: Sendable {
  package let sql: String
  /// nil for one that a rule or the store wrote.
  package let plan: ReadPlan?
  package let parameters: [PlanParameter]
  package let purpose: TracedPurpose
  package let time: Duration
  /// Of SQLite's machine; 0 for a statement that is no plan's.
  package let steps: Int
}

/// A rule that ran.
package struct TracedRule: Sendable {
  package enum Occasion: String, Sendable {
    /// Whether an inline object stands for one that is there.
    case existing
    case willInsert, didInsert, willUpdate, didUpdate, willDelete, didDelete, didRestore
    case seedRepeats
    case willWriteStream
    case willLink, didLink, willUnlink, didUnlink
    case insertThroughView, updateThroughView, deleteThroughView
    case operation, didChangeSettings, willCommit, didLog, scheduled, step
  }

  package enum Outcome: Sendable {
    case passed
    /// It threw, and the request left nothing behind.
    case refused
  }

  /// Of its type: `DeletionRule`.
  package let name: String
  package let occasion: Occasion
  /// The type, link or operation that it ran for.
  package let subject: String
  package let outcome: Outcome
  package let time: Duration
}

/// A row that a write changed.
package struct TracedChange: Sendable, Equatable {
  package enum Kind: String, Sendable { case inserted, updated, removed, linked, unlinked }

  package let kind: Kind
  /// The stored name of the type, or the link's table.
  package let type: String
  /// Of the object, or `source target` of a link, by their keys.
  package let id: String
}
