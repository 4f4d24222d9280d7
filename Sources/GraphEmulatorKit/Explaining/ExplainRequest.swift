/// What the command `explain` is asked.
package struct ExplainRequest: Sendable {
  /// A query option that is given apart from the URL.
  package struct Option: Sendable, Equatable {
    /// `$filter`
    package let name: String
    /// Plain, not percent-encoded.
    package let text: String

    package init(name: String, text: String) {
      self.name = name
      self.text = text
    }
  }

  /// Full, or relative to a service root; nil when options stand alone.
  package var url: String?
  package var options: [Option] = []
  /// The qualified name of the entity type that options without a URL are about.
  package var type: String?
  package var method = "GET"
  package var headers: [(name: String, value: String)] = []
  /// Folder of a stopped server, whose database plans the statements; nil: an empty one.
  package var dataDirectory: String?
  /// What completes the model.
  package var metadata: [MetadataFile] = []
  /// Only the grammar counts.
  package var isSyntaxOnly = false

  package init() {}
}

/// Why `explain` has nothing to print.
package enum ExplainError: Error, Sendable, Equatable {
  /// - Parameters:
  ///   - position: of the first offending character, counted from 0 in the decoded text of `part`.
  ///   - part: `$filter`, `path`, `query`.
  case syntax(position: Int, part: String, message: String)
  /// What the service would say.
  case refused(status: Int, code: String, innerCode: String?, message: String)
  case unknownType(String)
  /// The request makes no sense to this command.
  case usage(String)
  /// The folder with the data to plan with cannot be read, or a server has it open.
  case data(String)
}

extension ExplainError: CustomStringConvertible {
  /// One line; that of a syntax error begins with its position.
  package var description: String {
    switch self {
    case .syntax(let position, let part, let message): "\(position): \(part): \(message)"
    case .refused(let status, let code, let inner, let message):
      "\(status) \(code)\(inner.map { " (\($0))" } ?? ""): \(message.replacing("\n", with: " "))"
    case .unknownType(let name): "There is no type '\(name)'."
    case .usage(let message), .data(let message): message
    }
  }
}
