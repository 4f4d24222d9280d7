extension SyntaxError {
  /// The service's sentence, without the `Invalid filter clause: ` that callers put before it; of a limit, what is past it.
  package var message: String {
    switch kind {
    case .unexpected, .unterminatedString, .repeatedOption:
      "Syntax error at position \(position) in '\(text)'."
    case .invalidTerm:
      "Term '\(text)' is not valid in a $select or $expand expression."
    case .invalidSearchCharacter(let character):
      "Syntax error: character '\(character)' is not valid at position \(position) in '\(text)'."
    case .tooDeep(let limit):
      "it has more than \(limit) levels."
    case .tooManyNodes(let limit):
      "it has more than \(limit) operands."
    case .tooLong(let limit):
      "it is longer than \(limit) bytes."
    case .invalidPercentEncoding:
      "The percent-encoding at position \(position) in '\(text)' is not valid."
    }
  }

  /// Whether nothing is wrong with the text but that it is more than is read.
  package var isLimit: Bool {
    switch kind {
    case .tooDeep, .tooManyNodes, .tooLong: true
    case .unexpected, .unterminatedString, .invalidTerm, .invalidSearchCharacter, .repeatedOption,
      .invalidPercentEncoding:
      false
    }
  }

  /// What would have been right there, for a person who looks for the mistake: `expected an operator or ')'`.
  package var explanation: String {
    switch kind {
    case .unexpected(let expected), .invalidTerm(let expected): Self.enumeration(of: expected)
    case .unterminatedString: "the quote is never closed"
    case .invalidSearchCharacter: "such a clause needs double quotes"
    case .repeatedOption(let name): "'\(name)' stands there twice"
    case .tooDeep(let limit): "at most \(limit) levels are read"
    case .tooManyNodes(let limit): "at most \(limit) operands are read"
    case .tooLong(let limit): "at most \(limit) bytes are read"
    case .invalidPercentEncoding: "expected two hexadecimal digits after '%', and UTF-8"
    }
  }

  private static func enumeration(of expected: [Expectation]) -> String {
    let names = expected.map(\.rawValue)
    guard let last = names.last else { return "unexpected" }
    let rest = names.dropLast().joined(separator: ", ")
    return rest.isEmpty ? "expected \(last)" : "expected \(rest) or \(last)"
  }
}
