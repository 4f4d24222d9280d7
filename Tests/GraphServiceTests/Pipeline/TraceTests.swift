import GraphService
import GraphStore
import HTTPMessages
import Testing

/// What is written down of a request for whoever listens.
@Suite("Traces of requests") struct TraceTests {
  private static let reading: [TraceRecord.Stage] = [.authenticate, .bind, .authorize, .plan, .run, .answer]

  private func record(
    _ method: String, _ path: String, _ body: String = "", status: Int,
    authentication: AuthenticationMode = .off
  ) throws -> TraceRecord {
    let layered = try LayeredService(rules: TracedRules.book, authentication: authentication)
    let trace = Trace(.complete)
    #expect(layered.send(method, path, body, trace: trace).status == status)
    return trace.record
  }

  @Test func aRead() throws {
    let record = try record("GET", "/people/\(LayeredService.ada)/boss", status: 200)
    #expect(record.stages.map(\.stage) == Self.reading)
    #expect(record.path == "people('\(LayeredService.ada)')/boss")
    #expect(record.template == "/people/{personId}/boss")
    #expect(
      record.permission
        == PermissionDecision(
          isAllowed: true, permission: nil,
          reason: "the token says nothing of permissions: it may use every route"))
    #expect(record.rules.isEmpty)
    #expect(record.changes.isEmpty)
  }

  @Test func statementsOfARead() throws {
    let statements = try record("GET", "/people/\(LayeredService.ada)/boss", status: 200).statements
    try #require(statements.count == 2)
    #expect(statements.allSatisfy { $0.sql.hasPrefix("SELECT ") && $0.sql == $0.plan?.sql })
    let found = try #require(statements[0].parameters.first { $0.role == .identifier })
    #expect(found.value == .text(LayeredService.ada))
    #expect(statements[0].purpose.text == "find people '\(LayeredService.ada)'")
    #expect(statements[1].purpose.parent == "key of the row that statement 1 finds")
    let parent = try #require(statements[1].parameters.first { $0.role == .parent })
    #expect(parent.value != .null)
  }

  @Test func aPathWithoutARoute() throws {
    let record = try record("GET", "/teams/\(LayeredService.team)/label", status: 200)
    #expect(record.path == "teams('\(LayeredService.team)')/label")
    #expect(record.template == nil)
    #expect(record.permission?.permission == nil)
  }

  @Test func aWrite() throws {
    let record = try record("POST", "/people", #"{"name": "cyd", "age": 7}"#, status: 201)
    #expect(record.stages.map(\.stage) == Self.reading)
    #expect(record.path == "people")
    #expect(record.template == "/people")
    #expect(record.permission?.permission == nil)
    #expect(
      record.rules.map { "\($0.name) \($0.occasion) \($0.subject) \($0.outcome)" }.prefix(2) == [
        "WelcomeRule willInsert test.person passed", "WelcomeRule didInsert test.person passed",
      ])
    #expect(record.rules.last?.name == "CountingRule")
    #expect(record.rules.last?.occasion == .willCommit)
    #expect(record.decisions == ["'cyd' is welcome"])
    #expect(record.changes.map(\.kind) == [.inserted])
    #expect(record.changes.map(\.type) == ["test.person"])
  }

  /// What rules and the store run stands there without its values, which may be secrets; what has a plan stands there once.
  @Test func statementsOfAWrite() throws {
    let statements = try record("POST", "/people", #"{"name": "cyd", "age": 7}"#, status: 201).statements
    let inserts = statements.filter { $0.sql.hasPrefix("INSERT INTO \"being\"") }
    #expect(inserts.count == 1)
    #expect(inserts.allSatisfy { $0.sql.contains("?") && !$0.sql.contains("cyd") && $0.plan == nil })
    let planned = statements.compactMap(\.plan)
    #expect(!planned.isEmpty)
    for plan in planned {
      #expect(statements.filter { $0.sql.hasPrefix(plan.sql.prefix(60)) }.allSatisfy { $0.plan != nil })
    }
  }

  @Test func aLink() throws {
    let record = try record(
      "POST", "/teams/\(LayeredService.team)/members/$ref",
      #"{"@odata.id": "http://localhost:8585/beta/people/\#(LayeredService.ada)"}"#, status: 204)
    #expect(record.changes.map(\.kind) == [.linked])
    #expect(record.changes.map(\.type) == ["team_members"])
    #expect(
      record.rules.filter { $0.name == "MembershipRule" }.map(\.occasion) == [.willLink, .didLink])
    #expect(record.rules.allSatisfy { $0.outcome == .passed })
  }

  @Test func aRefusedWrite() throws {
    let record = try record("POST", "/people", #"{"name": "mallory"}"#, status: 409)
    #expect(record.stages.map(\.stage) == [.authenticate, .bind, .authorize, .plan, .run])
    #expect(record.rules.map(\.occasion) == [.willInsert, .didInsert])
    #expect(record.rules.map(\.outcome) == [.passed, .refused])
    #expect(record.decisions.isEmpty)
    // What the write did is undone.
    #expect(record.changes.isEmpty)
  }

  /// Each part has a record of its own, whatever becomes of it.
  @Test func partsOfABatch() throws {
    let layered = try LayeredService(rules: TracedRules.book)
    let trace = Trace(.complete)
    let items = """
      {"id":"1","method":"GET","url":"/people/\(LayeredService.ada)/boss"},
      {"id":"2","dependsOn":["1"],"method":"POST","url":"/people","headers":{"content-type":"application/json"},"body":{"name":"mallory"}},
      {"id":"3","method":"GET","url":"/people","dependsOn":["2"]}
      """
    let response = layered.send("POST", "/$batch", #"{"requests":[\#(items)]}"#, trace: trace)
    #expect(try response.parts() == ["1 200", "2 409", "3 424"])
    let record = trace.record
    #expect(record.stages.map(\.stage) == [.authenticate])
    #expect(record.parts.map(\.template) == ["/people/{personId}/boss", "/people", nil])
    #expect(
      record.parts.map { $0.stages.map(\.stage) } == [Self.reading, Array(Self.reading.dropLast()), []])
    #expect(record.parts.map { $0.changes.count } == [0, 0, 0])
  }

  private static let refusals: [(String, String, Int, [TraceRecord.Stage])] = [
    ("GET", "/nowhere", 400, [TraceRecord.Stage.authenticate, .bind]),
    ("PUT", "/people", 405, [.authenticate, .bind]),
    ("GET", "/people?$top=x", 400, [.authenticate, .bind, .authorize, .plan]),
    ("GET", "/people/nobody", 404, [.authenticate, .bind, .authorize, .plan, .run]),
  ]

  @Test(arguments: Self.refusals)
  func aRefusalEndsTheStages(_ method: String, _ path: String, _ status: Int, _ stages: [TraceRecord.Stage])
    throws
  {
    #expect(try record(method, path, status: status).stages.map(\.stage) == stages)
  }

  @Test func aCallerWithoutToken() throws {
    let record = try record("GET", "/people", status: 401, authentication: .lenient)
    #expect(record.stages.map(\.stage) == [.authenticate])
    #expect(record.path == nil)
    #expect(record.permission == nil)
  }

  /// A clock that goes on by a second each time it is asked: nothing happens while the caller is looked at.
  @Test func timesOfStages() throws {
    let ticks = Journal()
    let trace = Trace(.complete) {
      ticks.add("tick")
      return .seconds(ticks.lines.count)
    }
    try LayeredService().send("GET", "/people/\(LayeredService.ada)/boss", trace: trace)
    let times = trace.record.stages.map(\.time)
    #expect(times.first == .seconds(1))
    // Two statements look at the clock twice each.
    #expect(times[4] == .seconds(5))
    #expect(trace.record.statements.map(\.time) == [.seconds(1), .seconds(1)])
  }
}
