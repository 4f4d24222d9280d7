import Foundation
import Testing

/// The command as a script calls it: its exit status and both of its outputs.
@Suite struct ExplainCommandTests {
  @Test(arguments: [
    // Names do not matter to the grammar.
    Call(["--syntax-only", "--filter", "foo/bar eq 1 and not baz(x)"], 0),
    Call(["--syntax-only", "--filter", "-a eq 1"], 0),
    Call(["--syntax-only", "https://graph.microsoft.com/beta/nobody/knows/this?$orderby=a desc&$top=5"], 0),
    Call(["--syntax-only", "users?$index=-1&api-version=2"], 0),
    Call(["--orderby", "a desc,b"], 0), Call(["--select", "a/b,c"], 0),
    Call(["--expand", "a($top=1;$levels=max)"], 0),
    Call(["--search", "\"a:b\" OR c"], 0),
    Call(["users", "--top", "1"], 64), Call([], 64), Call(["--type", "microsoft.graph.user"], 64),
    Call(["users", "--type", "microsoft.graph.user"], 64), Call(["users", "--header", "x"], 64),
  ])
  func ends(_ call: Call) throws {
    let run = try Call.run(call.arguments)
    #expect(run.status == call.status, "\(run.errors)")
    #expect(run.errors.isEmpty == (call.status == 0))
    #expect(run.output.isEmpty == (call.status != 0))
  }

  @Test(arguments: [
    Call(
      ["--filter", "displayName eq 'Adele' or jobTitle xx"], 2,
      "35: $filter: Syntax error at position 35 in 'displayName eq 'Adele' or jobTitle xx'. "
        + "Expected an operator or the end of the text."),
    // Characters count, not bytes.
    Call(
      ["--filter", "'ä😀' eq #"], 2,
      "8: $filter: Syntax error at position 8 in ''ä😀' eq #'. Expected an expression."),
    Call(["--filter", ""], 2, "0: $filter: Syntax error at position 0 in ''. Expected an expression."),
    Call(
      ["--syntax-only", "--filter", "a eq 'b"], 2,
      "7: $filter: Syntax error at position 7 in 'a eq 'b'. The quote is never closed."),
    Call(
      ["--orderby", "a up"], 2,
      "2: $orderby: Syntax error at position 2 in 'a up'. "
        + "Expected an operator, 'asc' or 'desc', ',' or the end of the text."),
    Call(
      ["--select", "x("], 2,
      "2: $select: Term 'x(' is not valid in a $select or $expand expression. Expected a query option that is allowed here."
    ),
    // The position is that of the decoded text, whichever option comes first.
    Call(
      ["users?$top=1&%24filter=displayName%20eq"], 2,
      "14: $filter: Syntax error at position 14 in 'displayName eq'. Expected an expression."),
    Call(
      ["users?$top=x", "--filter", "a b"], 2,
      "0: $top: Syntax error at position 0 in 'x'. Expected a digit."),
    Call(
      ["users?$count=yes"], 2,
      "0: $count: Syntax error at position 0 in 'yes'. Expected 'true' or 'false'."),
    Call(
      ["users?$filter=a%2 eq 1"], 2,
      "9: query: The percent-encoding at position 9 in '$filter=a%2 eq 1' is not valid. "
        + "Expected two hexadecimal digits after '%', and UTF-8."),
    Call(
      ["users('O'Neil')"], 2,
      "9: path: Syntax error at position 9 in 'users('O'Neil')'. Expected ',' or ')'."),
    Call(
      ["users/$count/x"], 2,
      "12: path: Syntax error at position 12 in 'users/$count/x'. Expected the end of the text."),
    Call(
      ["--syntax-only", "users?$top=1&$foo=1"], 2,
      "7: query: Syntax error at position 7 in '$top=1&$foo=1'. Expected a query option that is allowed here."
    ),
    Call(
      ["--syntax-only", "users?$index=x"], 2,
      "0: $index: Syntax error at position 0 in 'x'. Expected a digit."),
    Call(
      ["users?$index=1"], 3,
      "400 Request_BadRequest: Unrecognized query argument specified: '$index'."),
    Call(["nobody"], 3, "400 BadRequest: Resource not found for the segment 'nobody'."),
    Call(["/v3.0/users"], 3, "400 BadRequest: Invalid version: v3.0"),
    Call(
      ["users?$filter=nobody eq 1"], 3, "400 Request_UnsupportedQuery: Invalid property: nobody"),
    Call(
      ["--filter", "accountEnabled eq 'x'", "--type", "microsoft.graph.user"], 3,
      "400 BadRequest: Invalid filter clause: A binary operator with incompatible types was detected. "
        + "Found operand types 'Edm.Boolean' and 'Edm.String' for operator kind 'Equal'."),
    Call(
      ["--filter", "a eq 1", "--type", "microsoft.graph.nobody"], 3,
      "There is no type 'microsoft.graph.nobody'."),
    Call(
      ["users?$orderby=jobTitle"], 3,
      "400 Request_UnsupportedQuery: Sorting not supported for current query."),
    Call(["users?$foo=1"], 3, "400 Request_BadRequest: Unrecognized query argument specified: '$foo'."),
    Call(
      ["admin/cloudLicensing/allotments?$filter=nobody eq 1"], 3,
      "400 badRequest (invalidFilter): The property 'nobody' cannot be filtered by."),
    Call(
      ["users", "--method", "DELETE"], 3,
      "405 Request_BadRequest: Specified HTTP method is not allowed for the request target."),
    Call(["/beta/$metadata"], 64, "The metadata document needs no query."),
    // Scripts tell a folder that cannot be read from a command that cannot be understood.
    Call(["users", "--data", "/nowhere"], 1, "there is no data of a server in the folder /nowhere"),
  ])
  func fails(_ call: Call) throws {
    let run = try Call.run(call.arguments)
    #expect(run.status == call.status)
    #expect(run.errors == call.errors + "\n")
    #expect(run.output == "")
  }

  @Test func aMistakeAsJSON() throws {
    let run = try Call.run(["users?$filter=a eq", "--json"])
    #expect(
      run.output == """
        {"error":{"kind":"syntax","position":4,"part":"$filter",\
        "message":"Syntax error at position 4 in 'a eq'. Expected an expression."}}

        """)
    #expect(run.errors == "4: $filter: Syntax error at position 4 in 'a eq'. Expected an expression.\n")
  }

  @Test func aFolderWithoutDataAsJSON() throws {
    let run = try Call.run(["users", "--data", "/nowhere", "--json"])
    #expect(run.status == 1)
    #expect(
      run.output == """
        {"error":{"kind":"data","message":"there is no data of a server in the folder /nowhere"}}

        """)
    #expect(run.errors == "there is no data of a server in the folder /nowhere\n")
  }

  @Test func theGrammarAlone() throws {
    let run = try Call.run(["--syntax-only", "users('a')/x?$filter=NOT (a Eq 1)&$top=05"])
    #expect(
      run.output == """
        Path segments
          users('a')
          x

        Options as parsed
          $filter  not (a eq 1)
          $top     5

        """)
  }

  /// A folder that a server has left is planned with, and left as it was.
  @Test func theDataOfAServer() throws {
    let folder = try TemporaryFolder()
    let server = try ServerProcess(["--data", folder.path])
    try server.waitUntilItListens()
    let whileItRuns = try Call.run(["users", "--data", folder.path])
    #expect(whileItRuns.status == 1)
    #expect(whileItRuns.errors == "the folder \(folder.path) is in use by another graph-emulator\n")
    #expect(server.end(with: SIGTERM) == 0)
    let before = try Self.contents(folder.path)
    let run = try Call.run(["users?$filter=displayName eq 'A'&$select=id", "--data", folder.path])
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("SEARCH t USING INDEX directoryObject_displayName (displayName_folded=?)"))
    #expect(try Self.contents(folder.path) == before)
  }

  private static func contents(_ folder: String) throws -> [String: Data] {
    let names = try FileManager.default.contentsOfDirectory(atPath: folder)
    return try Dictionary(
      uniqueKeysWithValues: names.map { ($0, try Data(contentsOf: URL(filePath: "\(folder)/\($0)"))) })
  }
}

/// A call of `graph-emulator explain`, and how it ends.
struct Call: Sendable, CustomTestStringConvertible {
  let arguments: [String]
  let status: Int32
  let errors: String

  init(_ arguments: [String], _ status: Int32, _ errors: String = "") {
    (self.arguments, self.status, self.errors) = (arguments, status, errors)
  }

  var testDescription: String { arguments.joined(separator: " ") }

  static func run(_ arguments: [String], of command: String = "explain") throws -> ProgramRun {
    try ProgramRun([command] + arguments)
  }
}
