import JSON
import TestSupport
import Testing

/// Assignments of classes, as the pages "Create educationAssignment" and "educationAssignment resource type" have them.
@Suite(.enabled(if: PublishedFolder.isThere, "GRAPH_METADATA names no folder with published metadata"))
struct PublishedAssignmentTests: PublishedTenantTests {
  let tenant: PublishedTenant

  init() throws {
    tenant = try PublishedTenant("{}", .publishedV1)
  }

  private func shown(_ path: String) -> String {
    let names = [
      "displayName", "status", "classId", "addedStudentAction", "addToCalendarAction", "allowLateSubmissions",
    ]
    let object = object(at: path)
    return JSONValue.array(names.map { object[$0] ?? .null }).text
  }

  @Test("an assignment had neither status nor class, and PATCH gave it both")
  func anAssignmentIsADraftOfItsClass() throws {
    let id = try make("/education/classes", #"{"displayName":"Maths"}"#)
    let assignments = "/education/classes/\(id)/assignments"
    let plain = try made(in: assignments, #"{"displayName":"a"}"#)
    #expect(shown(plain) == #"["a","draft","\#(id)","none","none",true]"#)
    let other = try made(
      in: assignments,
      #"{"displayName":"b","status":"published","classId":"x","allowLateSubmissions":false,"addedStudentAction":"assignIfOpen"}"#
    )
    #expect(shown(other) == #"["b","draft","\#(id)","assignIfOpen","none",false]"#)
    let changed = send("PATCH", plain, #"{"displayName":"c","status":"published","classId":"x"}"#)
    #expect(changed.status == 200, "\(changed.text)")
    #expect(shown(plain) == #"["c","draft","\#(id)","none","none",true]"#)
    #expect(send("POST", plain + "/publish").status == 200)
    #expect(shown(plain) == #"["c","published","\#(id)","none","none",true]"#)
  }
}
