import JSON
import TestSupport
import Testing

/// Requests for roles, as the pages "Create roleAssignmentScheduleRequests" and "Create roleEligibilityScheduleRequests" have
/// them.
@Suite(
  "Requests for roles",
  .enabled(if: PublishedFolder.isThere, "GRAPH_METADATA names no folder with published metadata"))
struct PublishedRoleRequestTests: PublishedTenantTests {
  let tenant: PublishedTenant

  init() throws { tenant = try PublishedTenant.ofAda() }

  private static let place = "/roleManagement/directory"
  private static let role = "62e90394-69f5-4237-9190-012177145e10"

  private func request(_ action: String, _ more: String = "") -> String {
    """
    {"action":"\(action)","justification":"Help","roleDefinitionId":"\(Self.role)","directoryScopeId":"/",
     "principalId":"\(PublishedTenant.ada)",\(more)
     "scheduleInfo":{"startDateTime":"2026-01-01T00:00:00Z",
       "expiration":{"type":"afterDateTime","endDateTime":"2027-01-01T00:00:00Z"}}}
    """
  }

  private func counts(_ kind: String) -> [Int] {
    ["\(kind)Schedules", "\(kind)ScheduleInstances"].map {
      send("GET", "\(Self.place)/\($0)").values("id").count
    }
  }

  @Test(
    "a request had no status, and there was no schedule", arguments: ["roleEligibility", "roleAssignment"])
  func aRequestIsProvisioned(kind: String) throws {
    let made = send("POST", "\(Self.place)/\(kind)ScheduleRequests", request("adminAssign"))
    #expect(made.status == 201, "\(made.text)")
    #expect(made["status"] == "Provisioned" && made["isValidationOnly"] == .bool(false), "\(made.text)")
    #expect(made["completedDateTime"]?.stringValue != nil)
    let id = try #require(made["targetScheduleId"]?.stringValue)
    let schedule = send("GET", "\(Self.place)/\(kind)Schedules/\(id)")
    #expect(schedule["createdUsing"] == made["id"] && schedule["status"] == "Provisioned", "\(schedule.text)")
    #expect(schedule["principalId"]?.stringValue == PublishedTenant.ada)
    #expect(schedule["scheduleInfo"] == made["scheduleInfo"])
    let instances = send("GET", "\(Self.place)/\(kind)ScheduleInstances")
    #expect(instances.values("\(kind)ScheduleId") == [id], "\(instances.text)")
    #expect(instances.values("endDateTime") == ["2027-01-01T00:00:00Z"])
    let assignments = send(
      "GET", "\(Self.place)/roleAssignments?$filter=principalId%20eq%20'\(PublishedTenant.ada)'")
    #expect(
      assignments.values("roleDefinitionId") == (kind == "roleAssignment" ? [Self.role] : []),
      "\(assignments.text)")
  }

  @Test func anAssignmentMayBeAnActivation() {
    let made = send("POST", "\(Self.place)/roleAssignmentScheduleRequests", request("selfActivate"))
    #expect(made["status"] == "Provisioned", "\(made.text)")
    #expect(
      send("GET", "\(Self.place)/roleAssignmentSchedules").values("assignmentType") == ["Activated"])
  }

  @Test(arguments: [("adminAssign", #""isValidationOnly":true,"#), ("adminRemove", "")])
  func othersMakeNoSchedule(action: String, more: String) {
    let made = send("POST", "\(Self.place)/roleEligibilityScheduleRequests", request(action, more))
    #expect(made.status == 201, "\(made.text)")
    #expect(counts("roleEligibility") == [0, 0])
  }
}
