import JSON
import Testing

/// Who can get access: users, service principals, and people outside by their addresses.
@Suite struct EntitlementTargetTests {
  private typealias Scene = EntitlementScene

  private static func body(_ target: String) -> String {
    """
    {"requestType":"adminAdd","assignment":{"accessPackageId":"\(Scene.package)","assignmentPolicyId":"\(Scene.policy)",
     \(target)}}
    """
  }

  private static let kind = "A subject is a user or a service principal."

  @Test(
    arguments: [
      (#""targetId":"\#(People.sales)""#, "targetId", kind),
      (#""target":{"objectId":"\#(People.sales)"}"#, "target.objectId", kind),
      (#""target":{"email":"notanemail"}"#, "target.email", "'notanemail' is no address."),
      (#""target":{"email":"kim@"}"#, "target.email", "'kim@' is no address."),
      (#""target":{"email":"@fabrikam.example"}"#, "target.email", "'@fabrikam.example' is no address."),
      (
        #""target":{"email":"kim@home@fabrikam.example"}"#, "target.email",
        "'kim@home@fabrikam.example' is no address."
      ),
      (
        #""target":{"email":"kim lee@fabrikam.example"}"#, "target.email",
        "'kim lee@fabrikam.example' is no address."
      ),
    ], ["assignment", "accessPackageAssignment"])
  func refused(refused: (target: String, place: String, message: String), name: String) throws {
    let scene = try Scene()
    let body = Self.body(refused.target).replacing("\"assignment\":", with: "\"\(name)\":")
    #expect(
      scene.send("POST", "/assignmentRequests", body).whole
        == .invalidModel("\(name).\(refused.place)", refused.message))
    #expect(scene.get("/assignments").items.isEmpty)
    #expect(scene.get("/subjects").items.isEmpty)
    #expect(scene.members == [])
    #expect(scene.emulator.get("/users?$select=id").items.count == 3)
  }

  /// One that a seed has made gets nothing either.
  @Test func aSubjectThatIsAGroup() throws {
    let scene = try Scene()
    try scene.emulator.load(
      """
      {"identityGovernance":{"entitlementManagement":{"subjects":[{"objectId":"\(People.sales)"}]}}}
      """)
    #expect(
      scene.send("POST", "/assignmentRequests", Self.body(#""target":{"objectId":"\#(People.sales)"}"#)).whole
        == .invalidModel("assignment.target", Self.kind))
  }

  @Test func somebodyOutside() throws {
    let scene = try Scene()
    let reply = scene.send(
      "POST", "/assignmentRequests", Self.body(#""target":{"email":"kim@fabrikam.example"}"#))
    #expect(reply.status == 201, "\(reply.text)")
    #expect(scene.members.count == 1)
  }
}
