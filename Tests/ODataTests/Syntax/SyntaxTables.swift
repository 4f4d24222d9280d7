import OData

/// What a table of bad texts says of one: where the mistake is, what is said of it, and what would be right.
struct BadText: Sendable, CustomStringConvertible {
  let text: String
  let position: Int
  let explanation: String

  init(_ text: String, _ position: Int, _ explanation: String) {
    self.text = text
    self.position = position
    self.explanation = explanation
  }

  var description: String { text }
}

/// A text and the canonical spelling of what it means.
struct GoodText: Sendable, CustomStringConvertible {
  let text: String
  let canonical: String

  init(_ text: String, _ canonical: String? = nil) {
    self.text = text
    self.canonical = canonical ?? text
  }

  var description: String { text }
}

/// What is told of the failure of a reading, or nil where it succeeds.
func failure<Tree>(_ read: () throws(SyntaxError) -> Tree) -> SyntaxError? {
  do throws(SyntaxError) {
    _ = try read()
    return nil
  } catch {
    return error
  }
}

func list(_ items: [some CustomStringConvertible]) -> String {
  items.map(\.description).joined(separator: ",")
}

extension Expression {
  /// The tree with parentheses around every operation, so that a table shows what holds what.
  var grouped: String {
    switch kind {
    case .unary(let name, let operand): "(\(name.rawValue) \(operand.grouped))"
    case .binary(let name, let left, let right): "(\(left.grouped) \(name.rawValue) \(right.grouped))"
    default: description
    }
  }
}
