package import GraphContract
package import OData

/// Why there is nothing to explain.
package enum ExplanationFailure: Error, Sendable {
  /// No sentence of the grammar; `part` is the option, `path` or `query` (the text between the options).
  case syntax(SyntaxError, part: String)
  /// Well formed, and refused all the same: an unknown name, a wrong type, an option that is not served.
  case refused(GraphError)
  /// The engine has no part in the answer, as in that of `$metadata`.
  case outside(String)
  /// A fault of this program.
  case fault(String)
}
