import ArgumentParser
import GraphEmulatorKit

/// Prints what the emulator makes of a URL.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Say how a URL is parsed and bound, which permission it needs, and the SQL it becomes.",
    discussion: """
      The URL is whole or relative; one without a version is of beta. It may be
      percent-encoded, or hold blanks and quotes as they are. Options can be given
      apart from it, as plain text. Options alone are checked for their grammar,
      with --type against the set that objects of that type live in.

      graph-emulator explain "users?\\$filter=startswith(displayName,'A')"
      graph-emulator explain https://graph.microsoft.com/v1.0/me/memberOf --json
      graph-emulator explain users --search '"displayName:ann"' \\
        --header 'ConsistencyLevel: eventual'
      graph-emulator explain --filter "displayName eq 'A' or" --syntax-only
      graph-emulator explain --filter "accountEnabled eq true" \\
        --type microsoft.graph.user

      Exit status 2: not in the grammar. Standard error has one line,
      POSITION: PART: MESSAGE, with the 0-based position of the first offending
      character in the decoded text of that option (or of the path or the query).
      Exit status 3: a name or a type is wrong, or the service refuses the request;
      the line has its words.
      """)

  @Argument(help: "Whole or relative URL.")
  var url: String?

  @Option(parsing: .unconditional, help: ArgumentHelp("Text of $filter.", valueName: "text"))
  var filter: String?

  @Option(parsing: .unconditional, help: ArgumentHelp("Text of $orderby.", valueName: "text"))
  var orderby: String?

  @Option(parsing: .unconditional, help: ArgumentHelp("Text of $select.", valueName: "text"))
  var select: String?

  @Option(parsing: .unconditional, help: ArgumentHelp("Text of $expand.", valueName: "text"))
  var expand: String?

  @Option(parsing: .unconditional, help: ArgumentHelp("Text of $search.", valueName: "text"))
  var search: String?

  @Option(help: ArgumentHelp("Entity type that options without a URL are about.", valueName: "name"))
  var type: String?

  @Option(help: ArgumentHelp("HTTP method.", valueName: "method"))
  var method = "GET"

  @Option(
    name: [.customShort("H"), .long],
    help: ArgumentHelp("Header of the request; may be given several times.", valueName: "name: value"))
  var header: [String] = []

  @Option(
    help: ArgumentHelp(
      "Data folder of a stopped server, to plan with its database in place of an empty one.",
      valueName: "folder"))
  var data: String?

  @OptionGroup var metadata: MetadataOptions

  @Flag(help: "Check the grammar alone, whatever the names.")
  var syntaxOnly = false

  @Flag(help: "Print JSON.")
  var json = false

  func validate() throws {
    guard url != nil || !options.isEmpty else {
      throw ValidationError("Give a URL, or one of --filter, --orderby, --select, --expand, --search.")
    }
    guard url == nil || type == nil else { throw ValidationError("--type is for options without a URL.") }
    _ = try headers
  }

  func run() throws {
    do {
      let answer = try MetadataOptions.told { try Explainer(try request).answer() }
      StandardOutput.line(json ? answer.json : answer.text)
    } catch let error as ExplainError {
      try end(with: error)
    }
  }

  private func end(with error: ExplainError) throws {
    StandardOutput.errorLine(error.description)
    if json { StandardOutput.line(error.json) }
    switch error {
    case .syntax: throw ExitCode(ExitStatus.syntaxError)
    case .refused, .unknownType: throw ExitCode(ExitStatus.refusedRequest)
    case .usage: throw ExitCode.validationFailure
    case .data: throw ExitCode(ExitStatus.failure)
    }
  }

  private var request: ExplainRequest {
    get throws {
      var request = ExplainRequest()
      request.url = url
      request.options = options
      request.type = type
      request.method = method.uppercased()
      request.headers = try headers
      request.dataDirectory = data
      request.metadata = metadata.metadata
      request.isSyntaxOnly = syntaxOnly
      return request
    }
  }

  private var options: [ExplainRequest.Option] {
    [
      ("$filter", filter), ("$orderby", orderby), ("$select", select), ("$expand", expand),
      ("$search", search),
    ]
    .compactMap { name, text in text.map { ExplainRequest.Option(name: name, text: $0) } }
  }

  private var headers: [(name: String, value: String)] {
    get throws {
      try header.map { line in
        let parts = line.split(separator: ":", maxSplits: 1)
        guard parts.count == 2, let value = parts.last?.drop(while: { $0 == " " }) else {
          throw ValidationError("--header takes 'name: value', not '\(line)'.")
        }
        return (String(parts[0]), String(value))
      }
    }
  }
}
