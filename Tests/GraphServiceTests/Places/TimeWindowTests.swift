import JSON
import TenantSupport
import Testing

/// Lists of what happens between two moments (`Window`).
@Suite("Lists of what happens in some time") struct TimeWindowTests {
  private let service: SmallService
  private let ada: String
  private let ids: [String]

  init() throws {
    let service = try SmallService.village()
    let ada = try service.make("/people")
    ids = try [
      ("2026-03-01T10:00:00.0000000", "2026-03-01T11:00:00.0000000"),
      ("2026-03-01T11:00", "2026-03-02T11:00"),
      ("2026-03-05T00:00:00", "2026-03-06T00:00:00"),
    ].map { start, end in
      let body = #"{"start":{"at":"\#(start)"},"end":{"at":"\#(end)"}}"#
      let made = service.send("POST", "/people/\(ada)/feasts", body)
      #expect(made.status == 201, "\(made.text)")
      return try #require(made.json.objectValue?["id"]?.stringValue)
    }
    (self.service, self.ada) = (service, ada)
  }

  private var path: String { "/people/\(ada)/calendar" }

  private func found(_ start: String, _ end: String, _ rest: String = "") -> [Int?] {
    let reply = service.send("GET", "\(path)?startDateTime=\(start)&endDateTime=\(end)\(rest)")
    #expect(reply.status == 200, "\(reply.text)")
    return reply.items.map { $0["id"]?.stringValue.flatMap(ids.firstIndex) }
  }

  @Test(arguments: [
    ("2026-03-01T00:00:00Z", "2026-03-31T00:00:00Z", [0, 1, 2]),
    ("2026-03-01T10:30:00", "2026-03-01T10:45:00", [0]),
    ("2026-03-01T11:00:00Z", "2026-03-01T12:00:00Z", [1]),
    ("2026-03-01T09:00:00Z", "2026-03-01T10:00:00Z", []),
    ("2026-03-01T12:00:00%2B02:00", "2026-03-01T12:30:00%2B02:00", [0]),
    ("2026-03-03T00:00:00Z", "2026-03-04T00:00:00Z", []),
  ]) func theyHaveWhatHappensThen(start: String, end: String, numbers: [Int]) {
    #expect(found(start, end) == numbers)
  }

  /// The plan of one is not the other's, and neither is its next page.
  @Test func eachRequestHasItsOwnTime() throws {
    let (first, last) = ("2026-03-01T00:00:00Z", "2026-03-31T00:00:00Z")
    #expect(found(first, "2026-03-01T10:30:00Z", "&$select=id") == [0])
    #expect(found("2026-03-04T00:00:00Z", last, "&$select=id") == [2])
    #expect(found(first, last, "&$orderby=id&$top=3").count == 3)
    try service.set(["pageSize": .number(1)])
    let page = service.send("GET", "\(path)?startDateTime=\(first)&endDateTime=2026-03-02T00:00:00Z")
    let next = page.json.objectValue?["@odata.nextLink"]?.stringValue ?? ""
    let second = service.send("GET", String(next.dropFirst("http://localhost:8585/beta".count)))
    #expect(second.items.map { $0["id"] } == [.string(ids[1])], "\(second.text)")
    #expect(second.json.objectValue?["@odata.nextLink"] == nil)
  }

  @Test func countsAreOfThatTimeToo() {
    let counted = service.send("GET", path + "/$count?startDateTime=2026-03-04&endDateTime=2026-03-31T00:00Z")
    #expect(counted.status == 400)
    let time = "?startDateTime=2026-03-04T00:00Z&endDateTime=2026-03-31T00:00Z"
    #expect(service.send("GET", path + "/$count" + time).text == "1")
  }

  @Test func oneIsFoundWithoutATime() {
    #expect(service.send("GET", path + "/" + ids[1]).status == 200)
    #expect(service.send("GET", "/people/\(ada)/feasts").items.count == 3)
  }

  @Test(arguments: [
    (
      "",
      "This request requires a time window specified by the query string parameters StartDateTime and EndDateTime."
    ),
    (
      "?startDateTime=2026-03-01T00:00:00Z",
      "This request requires a time window specified by the query string parameters StartDateTime and EndDateTime."
    ),
    (
      "?startDateTime=today&endDateTime=2026-03-01T00:00:00Z",
      "The value 'today' of parameter 'startDateTime' is invalid."
    ),
  ]) func theTimeHasToBeSaid(query: String, message: String) {
    let reply = service.send("GET", path + query)
    #expect(reply.status == 400)
    let error = reply.json.objectValue?["error"]?.objectValue
    #expect(error?["code"] == "ErrorInvalidParameter")
    #expect(error?["message"] == .string(message))
  }
}
