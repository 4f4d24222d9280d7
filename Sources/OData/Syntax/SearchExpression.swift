/// A `$search` expression; equal to another that says the same, wherever its parts stand.
package struct SearchExpression: Sendable {
  package let position: Int
  package let kind: Kind
  /// Of a word or phrase that is a parameter of its query, its number there.
  package let parameter: Int?

  package init(position: Int, kind: Kind, parameter: Int? = nil) {
    self.position = position
    self.kind = kind
    self.parameter = parameter
  }

  package indirect enum Kind: Sendable, Equatable {
    /// `blue`
    case word(String)
    /// `"displayName:wash"`, without the quotes and escapes
    case phrase(String)
    /// `NOT blue`
    case not(SearchExpression)
    /// `blue AND green`, `blue green`
    case and([SearchExpression])
    /// `blue OR green`
    case or([SearchExpression])
  }
}

extension SearchExpression: Equatable {
  package static func == (one: SearchExpression, other: SearchExpression) -> Bool { one.kind == other.kind }
}

extension SearchExpression: CustomStringConvertible {
  package var description: String {
    switch kind {
    case .word(let word): word
    case .phrase(let text): Self.quoted(text)
    case .not(let operand): "NOT \(operand.enclosed)"
    case .and(let operands): operands.map(\.enclosed).joined(separator: " AND ")
    case .or(let operands): operands.map(\.enclosedInOr).joined(separator: " OR ")
    }
  }

  private var enclosed: String {
    switch kind {
    case .and, .or: "(\(self))"
    case .word, .phrase, .not: description
    }
  }

  private var enclosedInOr: String {
    if case .or = kind { return "(\(self))" }
    return description
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      if scalar == "\"" || scalar == "\\" { result.unicodeScalars.append("\\") }
      result.unicodeScalars.append(scalar)
    }
    return result + "\""
  }
}
