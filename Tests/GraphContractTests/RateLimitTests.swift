import GraphContract
import JSON
import Testing

/// How much a limit is, and how it is told that there was too much.
@Suite struct RateLimitTests {
  @Test(arguments: [
    (0, 3500), (49, 3500), (50, 5000), (500, 5000), (501, 8000), (20_000, 8000),
  ])
  func largerTenantsMayDoMore(_ people: Int, _ amount: Int) {
    let limit = RateLimit(
      "identity", .application, .resourceUnits, small: 3500, medium: 5000, large: 8000, seconds: 10)
    #expect(limit.dependsOnSize)
    #expect(limit.amount(in: RateLimit.TenantSize(people: people)) == amount)
  }

  @Test func othersDoNotDependOnIt() {
    #expect(!RateLimit.everywhere.dependsOnSize)
    #expect(RateLimit.everywhere.amount(in: .small) == 130_000)
    #expect(RateLimit.everywhere.amount(in: .large) == 130_000)
  }

  @Test func refusalsAreToldByTheWorkload() {
    let failure = RateFailure(
      limit: "identity", retryAfter: 7, headers: [GraphError.Header(name: "x-scope", value: "all")])
    #expect(
      failure.told(by: PlainMessages())
        == GraphError(
          429, "TooManyRequests", "Please retry again later.",
          inner: ["code": "429", "message": "Please retry after", "status": "429"],
          headers: [("Retry-After", "7"), ("x-scope", "all")]))
    #expect("\(failure)" == #"exceeded(limit: "identity", retryAfter: 7)"#)
  }
}
