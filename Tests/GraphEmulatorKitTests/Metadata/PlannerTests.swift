import JSON
import TestSupport
import Testing

/// Plans, their buckets and their tasks.
@Suite(.enabled(if: PublishedFolder.isThere, "GRAPH_METADATA names no folder with published metadata"))
struct PlannerTests: PublishedTenantTests {
  let tenant: PublishedTenant

  private static let ada = PublishedTenant.ada
  private static let bob = "11111111-1111-1111-1111-222222222222"
  private static let group = "22222222-2222-2222-2222-222222222222"
  private static let other = "22222222-2222-2222-2222-333333333333"

  /// One group has Ada as a member, the other has Bob.
  init() throws {
    let users = [Self.ada, Self.bob].map { #"{"id":"\#($0)","userPrincipalName":"\#($0)@contoso.example"}"# }
    let groups = [(Self.group, Self.ada), (Self.other, Self.bob)].map {
      #"{"id":"\#($0)","displayName":"\#($0)","members@odata.bind":["users/\#($1)"]}"#
    }
    tenant = try PublishedTenant(
      #"{"users":[\#(users.joined(separator: ","))],"groups":[\#(groups.joined(separator: ","))]}"#,
      .publishedV1)
  }

  private static func url(_ group: String) -> String { "https://graph.microsoft.com/v1.0/groups/\(group)" }

  /// The container of a plan, as it is told.
  private static func container(_ group: String, _ url: String? = nil) -> String {
    #"{"containerId":"\#(group)","type":"group","url":"\#(url ?? self.url(group))"}"#
  }

  /// Page "Create plannerPlan": only what the body said was there, and no group had the plan.
  @Test(arguments: [
    (#"{"title":"P","container":{"url":"\#(url(group))"}}"#, container(group)),
    (
      #"{"title":"P","container":{"url":"https://graph.microsoft.com/beta/groups/\#(group)"}}"#,
      container(group, "https://graph.microsoft.com/beta/groups/\(group)")
    ),
    (#"{"title":"P","container":{"containerId":"\#(group)","type":"group"}}"#, container(group)),
    (#"{"title":"P","owner":"\#(group)"}"#, container(group)),
  ]) func plansAreInTheirContainer(body: String, container: String) throws {
    let made = send("POST", "/planner/plans", body)
    #expect(made.status == 201, "\(made.text)")
    let plan = try #require(made["id"]?.stringValue)
    #expect(made["container"]?.text == container)
    #expect(made["owner"] == .string(Self.group))
    #expect(send("GET", "/planner/plans/\(plan)")["container"]?.text == container)
    for (path, ids) in [
      ("/groups/\(Self.group)", [plan]), ("/groups/\(Self.other)", []), ("/users/\(Self.ada)", [plan]),
      ("/users/\(Self.bob)", []),
    ] {
      #expect(send("GET", path + "/planner/plans").values("id") == ids, "\(path)")
      #expect(send("GET", path + "/planner/plans/$count").whole == .count(ids.count), "\(path)")
      #expect(send("GET", "\(path)/planner/plans/\(plan)").status == (ids.isEmpty ? 404 : 200), "\(path)")
    }
  }

  @Test func plansOfAGroupNeedSayNothingOfIt() throws {
    let made = send("POST", "/groups/\(Self.group)/planner/plans", #"{"title":"P"}"#)
    #expect(made.status == 201, "\(made.text)")
    #expect(made["container"]?.text == Self.container(Self.group))
    #expect(send("GET", "/planner/plans").values("id") == [try #require(made["id"]?.stringValue)])
    #expect(send("POST", "/users/\(Self.ada)/planner/plans", #"{"title":"P"}"#).status == 405)
  }

  @Test func plansHaveATitleAndAContainer() {
    #expect(
      error(send("POST", "/planner/plans", #"{"title":"P"}"#))
        == "400 BadRequest: A plan has a container: its url, or its containerId and type.")
    #expect(
      error(send("POST", "/planner/plans", #"{"owner":"\#(Self.group)"}"#))
        == "400 BadRequest: A plan has a title.")
    #expect(send("GET", "/planner/plans").items.isEmpty)
  }

  /// Page "List tasks" of plannerUser: the list was empty.
  @Test func tasksAreWithThoseToWhomTheyAreAssigned() throws {
    let plan = try make("/planner/plans", #"{"title":"P","owner":"\#(Self.group)"}"#)
    let assignment = ##"{"@odata.type":"#microsoft.graph.plannerAssignment","orderHint":" !"}"##
    let both = try make(
      "/planner/tasks",
      #"{"title":"a","planId":"\#(plan)","assignments":{"\#(Self.ada)":\#(assignment),"\#(Self.bob)":\#(assignment)}}"#
    )
    let one = try make(
      "/planner/tasks",
      #"{"title":"b","planId":"\#(plan)","assignments":{"\#(Self.ada.uppercased())":\#(assignment)}}"#)
    _ = try make("/planner/tasks", #"{"title":"c","planId":"\#(plan)"}"#)
    #expect(send("GET", "/users/\(Self.ada)/planner/tasks").values("id") == [both, one])
    #expect(send("GET", "/users/\(Self.bob)/planner/tasks").values("id") == [both])
    #expect(send("GET", "/users/\(Self.bob)/planner/tasks/\(one)").status == 404)
    let change = #"{"assignments":{"\#(Self.bob)":null}}"#
    #expect(send("PATCH", "/planner/tasks/\(both)", change).status == 204)
    #expect(send("GET", "/users/\(Self.ada)/planner/tasks").values("id") == [both, one])
    #expect(send("GET", "/users/\(Self.bob)/planner/tasks").items.isEmpty)
    #expect(send("POST", "/users/\(Self.ada)/planner/tasks", #"{"title":"d"}"#).status == 405)
  }

  @Test("a plan that was deleted left its buckets and tasks, and a bucket its tasks")
  func whatGoesTakesAlongWhatItHas() throws {
    let (plan, other) = (
      try make("/planner/plans", #"{"title":"a","owner":"\#(Self.group)"}"#),
      try make("/planner/plans", #"{"title":"b","owner":"\#(Self.group)"}"#)
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

  private static let missing = "404 NotFound: The requested item is not found."

  /// Page "Create plannerTask": anything was taken.
  @Test func tasksAndBucketsAreInPlans() throws {
    let (plan, other) = (try makePlan(), try makePlan())
    let bucket = try make("/planner/buckets", #"{"name":"a","planId":"\#(other)"}"#)
    for (path, body, answer) in [
      ("buckets", "{}", "400 BadRequest: A bucket has a name."),
      ("buckets", #"{"name":"a"}"#, "400 BadRequest: A bucket is in a plan: planId is missing."),
      ("buckets", #"{"name":"a","planId":"x"}"#, Self.missing),
      ("tasks", "{}", "400 BadRequest: A task has a title."),
      ("tasks", #"{"title":"a"}"#, "400 BadRequest: A task is in a plan: planId is missing."),
      ("tasks", #"{"title":"a","planId":"x"}"#, Self.missing),
      ("tasks", #"{"title":"a","planId":"\#(plan)","bucketId":"x"}"#, Self.missing),
      (
        "tasks", #"{"title":"a","planId":"\#(plan)","bucketId":"\#(bucket)"}"#,
        "400 BadRequest: The bucket is in another plan."
      ),
    ] { #expect(error(send("POST", "/planner/" + path, body)) == answer, "\(path) \(body)") }
    let task = try made(in: "/planner/tasks", #"{"title":"a","planId":"\#(plan)","bucketId":null}"#)
    #expect(error(send("PATCH", task, #"{"bucketId":"x"}"#)) == Self.missing)
    #expect(
      error(send("PATCH", task, #"{"bucketId":"\#(bucket)"}"#))
        == "400 BadRequest: The bucket is in another plan.")
    #expect(error(send("PATCH", "/planner/buckets/\(bucket)", #"{"planId":"x"}"#)) == Self.missing)
    let own = try make("/planner/buckets", #"{"name":"b","planId":"\#(plan)"}"#)
    #expect(send("PATCH", task, #"{"bucketId":"\#(own)"}"#).status == 204)
    #expect(send("GET", "/planner/buckets/\(own)/tasks").values("id").count == 1)
    let below = send("POST", "/planner/buckets/\(own)/tasks", #"{"title":"b"}"#)
    #expect([below["planId"], below["bucketId"]] == [.string(plan), .string(own)], "\(below.text)")
  }

  /// Pages "plannerTask resource type" and "Update plannerTask": all of it was null.
  @Test func tasksHaveWhatFollows() throws {
    let task = try makeTask()
    let new = object(at: task)
    #expect(new["percentComplete"] == .number("0") && new["priority"] == .number("5"))
    #expect(new["previewType"] == "automatic" && new["completedDateTime"] == .null)
    #expect(new["orderHint"]?.stringValue?.isEmpty == false)
    #expect(counts(of: task) == "false 0 0 0")
    let details = #"""
      {"description":"x","checklist":{"1":{"title":"a","isChecked":true},"2":{"title":"b","isChecked":false},
       "3":{"title":"c"}},"references":{"https%3A//contoso%2Eexample":{"alias":"Plan"}}}
      """#
    #expect(send("PATCH", task + "/details", details).status == 204)
    #expect(counts(of: task) == "true 3 2 1")
    #expect(
      send("GET", "/planner/tasks?$filter=hasDescription eq true and checklistItemCount gt 2").items.count
        == 1)
    #expect(send("PATCH", task + "/details", #"{"description":"","checklist":{"2":null}}"#).status == 204)
    #expect(counts(of: task) == "false 2 1 1")
  }

  private func counts(of task: String) -> String {
    let object = object(at: task)
    return ["hasDescription", "checklistItemCount", "activeChecklistItemCount", "referenceCount"]
      .map { object[$0]?.text ?? "-" }.joined(separator: " ")
  }

  @Test func whoCompletesATaskIsKnown() throws {
    let task = try makeTask(#""completedDateTime":"2020-01-01T00:00:00Z""#)
    #expect(object(at: task)["completedDateTime"] == .null)
    #expect(send("PATCH", task, #"{"percentComplete":100}"#).status == 204)
    let completed = object(at: task)
    #expect(completed["completedDateTime"]?.stringValue?.isEmpty == false)
    #expect(completed["completedBy"] == completed["createdBy"] && completed["createdBy"] != .null)
    #expect(send("PATCH", task, #"{"percentComplete":50}"#).status == 204)
    let reopened = object(at: task)
    #expect(reopened["completedDateTime"] == .null && reopened["completedBy"] == .null)
  }
}
