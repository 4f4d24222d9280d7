import JSON
import Testing

/// `InvalidModel` says which member of a body is to blame, in the words that the body has.
@Suite struct EntitlementDetailTests {
  private typealias Scene = EntitlementScene

  private static let given = """
    "accessPackageId":"\(EntitlementScene.package)","assignmentPolicyId":"\(EntitlementScene.policy)"
    """
  private static let object = #""target":{"objectId":"\#(People.diego)"}"#
  private static let another = "It is another object than"

  private static let requests: [(String, WholeAnswer)] = [
    ("{}", .invalidModel("requestType", "No client sends requests of that type.")),
    (
      #"{"assignment":{\#(given),\#(object)}}"#,
      .invalidModel("requestType", "No client sends requests of that type.")
    ),
    (#"{"requestType":"adminAdd"}"#, .invalidModel("assignment", "A request is about an assignment.")),
    (
      #"{"requestType":"adminAdd","accessPackageAssignment":{\#(object)}}"#,
      .invalidModel("accessPackageAssignment.accessPackageId", "An access package is needed.")
    ),
    (
      #"{"requestType":"adminAdd","assignment":{\#(given)}}"#,
      .invalidModel("assignment.targetId", "It does not say who gets the access package.")
    ),
    (
      #"{"requestType":"adminAdd","assignment":{"accessPackageId":"\#(EntitlementScene.package)",\#(object)}}"#,
      .invalidModel("assignment.assignmentPolicyId", "Administrators name the policy.")
    ),
    (
      #"{"requestType":"adminAdd","assignment":{"target":{},\#(given)}}"#,
      .invalidModel("assignment.target", "A subject has an 'objectId' or an 'email'.")
    ),
    (
      #"{"requestType":"adminAdd","assignment":{"targetId":"\#(People.adele)",\#(object),\#(given)}}"#,
      .invalidModel("assignment.targetId", "\(another) 'target' says.")
    ),
    (
      #"{"requestType":"adminAdd","assignment":{"assignmentPolicy":{"id":"\#(EntitlementScene.policy)"},\#(object),"#
        + #""assignmentPolicyId":"\#(People.nobody)","accessPackageId":"\#(EntitlementScene.package)"}}"#,
      .invalidModel("assignment.assignmentPolicyId", "\(another) 'accessPackageAssignmentPolicy' says.")
    ),
    (
      #"{"requestType":"adminAdd","assignment":{\#(given),\#(object)},"accessPackageAssignment":{\#(given),"#
        + #""targetId":"\#(People.alex)"}}"#,
      .invalidModel("assignment", "A request is about one assignment.")
    ),
  ]

  @Test(arguments: requests) func refusals(body: String, expected: WholeAnswer) throws {
    let scene = try Scene()
    #expect(scene.send("POST", "/assignmentRequests", body).whole == expected)
    #expect(scene.get("/assignments").items.isEmpty)
    #expect(scene.get("/assignmentRequests").items.isEmpty)
  }

  /// Both ways to say the same thing may say it.
  @Test func noContradiction() throws {
    let scene = try Scene()
    let assignment = """
      {\(Self.given),"targetId":"\(People.diego)",\(Self.object),"assignmentPolicy":{"id":"\(Scene.policy)"},
       "accessPackage":{"id":"\(Scene.package)"}}
      """
    let reply = scene.send(
      "POST", "/assignmentRequests", #"{"requestType":"adminAdd","assignment":\#(assignment)}"#)
    #expect(reply.status == 201, "\(reply.text)")
    #expect(scene.members == [People.diego])
  }

  @Test(arguments: [
    (#""assignmentPolicyId":"ID""#, "assignment.assignmentPolicyId"),
    (#""assignmentPolicy":{"id":"ID"}"#, "assignment.assignmentPolicy"),
  ])
  func aPolicyOfAnotherPackage(policy: String, place: String) throws {
    let scene = try Scene()
    let package = scene.send(
      "POST", "/accessPackages", #"{"displayName":"Audit","catalog":{"id":"\#(Scene.catalog)"}}"#)
    let made = scene.send(
      "POST", "/assignmentPolicies",
      #"{"displayName":"Direct","accessPackage":{"id":"\#(package["id"]?.stringValue ?? "")"}}"#)
    let id = try #require(made["id"]?.stringValue, "\(made.text)")
    let body = """
      {"requestType":"adminAdd","assignment":{"accessPackageId":"\(Scene.package)",\(Self.object),
        \(policy.replacing("ID", with: id))}}
      """
    #expect(
      scene.send("POST", "/assignmentRequests", body).whole
        == .invalidModel(place, "The policy is one of another access package."))
  }

  @Test(arguments: [
    ("/accessPackages", "{}", "displayName", "An access package needs a name."),
    ("/accessPackages", #"{"displayName":"P"}"#, "catalog", "An access package needs a catalog."),
    ("/catalogs", "{}", "displayName", "A catalog needs a name."),
    ("/assignmentPolicies", #"{"displayName":"P"}"#, "accessPackage", "A policy needs an access package."),
    ("/resourceRequests", #"{"requestType":"adminAdd"}"#, "catalog", "A value is required."),
  ])
  func others(set: String, body: String, member: String, message: String) throws {
    let scene = try Scene()
    #expect(scene.send("POST", set, body).whole == .invalidModel(member, message))
  }
}
