import GraphContract
import GraphService
import GraphStore
import HTTPMessages
import JSON
import TenantSupport
import Testing

/// What is answered when the work for a request is ended.
@Suite struct InterruptedRequestTests {
  /// Its time begins where it is asked for.
  private static var short: RequestLimit { RequestLimit(timeout: .seconds(2)) }
  /// Long enough for a request that is not endless.
  private static var long: RequestLimit { RequestLimit(timeout: .seconds(60)) }

  @Test func whatTakesTooLongIsToldInGraphsEnvelope() throws {
    let response = try EndlessService.make().send("GET", "/people", limit: Self.short)
    #expect(response.status == 503)
    #expect(response.header("Content-Type") == "application/json")
    #expect(response.header("Retry-After") == nil)
    let request = try #require(response.header("request-id"))
    #expect(
      response.text
        == #"{"error":{"code":"ServiceNotAvailable","message":"The request was stopped since it took longer "#
        + #"than 2 seconds.","innerError":{"date":"2026-01-31T08:15:30","request-id":"\#(request)","#
        + #""client-request-id":"\#(request)"}}}"#)
  }

  @Test(arguments: [
    "/people", "/people/\(LayeredService.ada)", "/people?$filter=title eq 'x'", "/people?$orderby=title",
    "/teams?$expand=members", "/people/$count?$filter=title eq 'x'",
  ])
  func readsEnd(path: String) throws {
    let service = try EndlessService.make()
    try service.seeded.load(
      #"{"teams": [{"id": "\#(LayeredService.team)", "members@odata.bind": ["people/\#(LayeredService.ada)"]}]}"#
    )
    let response = service.send("GET", path, limit: Self.short)
    #expect(response.status == 503)
    #expect(try response.errorCode() == "ServiceNotAvailable")
    #expect(service.send("GET", "/teams", limit: Self.long).status == 200)
  }

  @Test func writeEndsAndLeavesNothing() throws {
    let service = try EndlessService.make()
    let before = try service.seeded.state()
    let response = service.send("POST", "/people", #"{"name": "endless"}"#, limit: Self.short)
    #expect(response.status == 503)
    #expect(try response.errorCode() == "ServiceNotAvailable")
    #expect(try service.seeded.state() == before)
    let next = service.send("POST", "/teams", #"{"label": "blue"}"#, limit: Self.long)
    #expect(next.status == 201)
  }

  /// What was answered is done; the part that ran out of time and those after it are not.
  @Test func partsOfABatchEndOneByOne() throws {
    let service = try EndlessService.make()
    let response = service.batch(
      "DELETE /teams/\(LayeredService.team)", "GET /people", "DELETE /people/\(LayeredService.ada)",
      limit: RequestLimit(timeout: .seconds(2)))
    #expect(response.status == 200)
    #expect(try response.parts() == ["1 204", "2 503", "3 503"])
    let messages = try response.json().objectValue?["responses"]?.arrayValue?.compactMap {
      $0.objectValue?["body"]?.objectValue?["error"]?.objectValue?["message"]?.stringValue
    }
    #expect(
      messages == [
        "The request was stopped since it took longer than 2 seconds.",
        "The request was not served within 2 seconds: others are still at work.",
      ])
    #expect(service.send("GET", "/teams/\(LayeredService.team)").status == 404)
    #expect(service.send("GET", "/people/\(LayeredService.ada)/name/$value").text == "ada")
  }

  @Test func requestThatWaitedTooLongIsNotBegun() throws {
    let service = try EndlessService.make()
    let response = service.send(
      "DELETE", "/teams/\(LayeredService.team)",
      limit: RequestLimit(timeout: .seconds(30), waited: .seconds(31)))
    #expect(response.status == 503)
    #expect(response.header("Retry-After") == "10")
    #expect(response.text.contains("The request was not served within 30 seconds: others are still at work."))
    #expect(service.send("GET", "/teams/\(LayeredService.team)").status == 200)
  }

  @Test func whoeverEndsItIsNamed() throws {
    let service = try EndlessService.make()
    let left = service.send(
      "GET", "/people", limit: RequestLimit(timeout: nil, waited: .seconds(2), hasLeft: { true }))
    #expect(left.text.contains("the client has closed the connection"))
    let stopped = service.send("GET", "/people", limit: EndlessService.over(atQuestion: 2))
    #expect(stopped.text.contains("the service ends"))
    #expect(stopped.header("Retry-After") == "10")
  }

  @Test func explanationEnds() throws {
    let service = try EndlessService.make()
    let request = LayeredService.request("GET", "/people?$filter=name eq 'ada'")
    #expect(try service.service.explain(request, in: service.seeded.tenant).statements.count == 1)
    let over = RequestLimit(timeout: .seconds(30), waited: .seconds(31))
    let failure = #expect(throws: ExplanationFailure.self) {
      try service.service.explain(request, in: service.seeded.tenant, limit: over)
    }
    guard case .refused(let error)? = failure else {
      Issue.record("it is not refused: \(String(describing: failure))")
      return
    }
    #expect(error.status == 503)
  }

  // MARK: Trials

  @Test func aQuickTrialIsAnAnswer() throws {
    let service = try EndlessService.make()
    let path = "/teams/\(LayeredService.team)"
    let response = service.send("GET", path, limit: .trial)
    #expect(response.status == 200)
    #expect(response.delivery == .whole)
  }

  @Test(arguments: [
    ("GET", "/people/\(LayeredService.ada)", ""), ("POST", "/teams", #"{"label": "blue"}"#),
    ("DELETE", "/teams/\(LayeredService.team)", ""),
  ])
  func aTrialThatIsLongOrWritesIsNone(method: String, path: String, body: String) throws {
    let service = try EndlessService.make()
    let before = try service.seeded.state()
    let response = service.send(method, path, body, limit: .trial)
    #expect(response.delivery == .elsewhere)
    #expect(try service.seeded.state() == before)
  }
}
