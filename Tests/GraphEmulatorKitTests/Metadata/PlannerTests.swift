import JSON
import TestSupport
import Testing

/// Plans, their buckets and their tasks.
@Suite(.enabled(if: PublishedFolder.isThere, "GRAPH_METADATA names no folder with published metadata"))
struct PlannerTests: PublishedTenantTests {
  let tenant: PublishedTenant

  init() throws { tenant = try PublishedTenant("{}", .publishedV1) }

  @Test("a plan that was deleted left its buckets and tasks, and a bucket its tasks")
  func whatGoesTakesAlongWhatItHas() throws {
    let (plan, other) = (
      try make("/planner/plans", #"{"title":"a"}"#), try make("/planner/plans", #"{"title":"b"}"#)
    )
    let bucket = try make("/planner/buckets", #"{"name":"a","planId":"\#(plan)"}"#)
    let second = try make("/planner/buckets", #"{"name":"b","planId":"\#(plan)"}"#)
    _ = try make("/planner/tasks", #"{"title":"a","planId":"\#(plan)","bucketId":"\#(bucket)"}"#)
    let kept = try make("/planner/tasks", #"{"title":"b","planId":"\#(plan)","bucketId":"\#(second)"}"#)
    let foreign = try make("/planner/tasks", #"{"title":"c","planId":"\#(other)"}"#)
    #expect(send("DELETE", "/planner/buckets/\(bucket)").status == 204)
    #expect(send("GET", "/planner/tasks").values("id") == [kept, foreign])
    #expect(send("DELETE", "/planner/plans/\(plan)").status == 204)
    #expect(send("GET", "/planner/buckets").items.isEmpty)
    #expect(send("GET", "/planner/tasks").values("id") == [foreign])
  }
}
