import JSON
import TestSupport
import Testing

/// What the published document says is contained, and is a reference to objects of other places (`Emulator.Reference`):
/// `$ref` was refused there.
@Suite(.enabled(if: PublishedFolder.isThere, "GRAPH_METADATA names no folder with published metadata"))
struct PublishedReferenceTests: PublishedTenantTests {
  let tenant: PublishedTenant

  init() throws {
    tenant = try PublishedTenant(Self.seed, .publishedV1)
  }

  private static let user = "11111111-1111-1111-1111-111111111111"
  private static let group = "22222222-2222-2222-2222-222222222222"
  private static let seed = """
    {"users":[{"id":"\(user)","userPrincipalName":"ada@contoso.example"}],
     "groups":[{"id":"\(group)","displayName":"a","mailEnabled":false,"mailNickname":"a","securityEnabled":true}]}
    """

  private func reference(_ path: String) -> String {
    #"{"@odata.id":"https://graph.microsoft.com/v1.0\#(path)"}"#
  }

  @Test(arguments: ["acceptedSenders", "rejectedSenders"])
  func leadsToUsers(name: String) {
    let path = "/groups/\(Self.group)/\(name)"
    let added = send("POST", "\(path)/$ref", reference("/users/\(Self.user)"))
    #expect("\(added.status) \(added.text)" == "204 ")
    #expect(send("GET", path).values("userPrincipalName") == ["ada@contoso.example"])
    let removed = send("DELETE", "\(path)/$ref?$id=https://graph.microsoft.com/v1.0/users/\(Self.user)")
    #expect("\(removed.status) \(removed.text)" == "204 ")
    #expect(send("GET", path).values("id") == [])
    #expect(send("GET", "/users/\(Self.user)").status == 200)
  }

  @Test func leadsToGroupsOfAPolicy() throws {
    let policy = try made(
      in: "/policies/featureRolloutPolicies",
      #"{"displayName":"a","feature":"passthroughAuthentication","isEnabled":true}"#)
    let added = send("POST", "\(policy)/appliesTo/$ref", reference("/directoryObjects/\(Self.group)"))
    #expect("\(added.status) \(added.text)" == "204 ")
    #expect(send("GET", "\(policy)/appliesTo").values("id") == [Self.group])
    let removed = send("DELETE", "\(policy)/appliesTo/\(Self.group)/$ref")
    #expect("\(removed.status) \(removed.text)" == "204 ")
    #expect(send("GET", "\(policy)/appliesTo").values("id") == [])
  }

  @Test func leadsToWhatOtherObjectsContain() throws {
    let classroom = try made(in: "/education/classes", #"{"displayName":"Maths"}"#)
    let category = try made(in: "\(classroom)/assignmentCategories", #"{"displayName":"Quizzes"}"#)
    let rubric = try made(in: "/education/me/rubrics", #"{"displayName":"Essays"}"#)
    let assignment = try made(in: "\(classroom)/assignments", #"{"displayName":"Week 1"}"#)
    #expect(send("POST", "\(assignment)/categories/$ref", reference(category)).status == 204)
    #expect(send("GET", "\(assignment)/categories").values("displayName") == ["Quizzes"])
    #expect(send("PUT", "\(assignment)/rubric/$ref", reference(rubric)).status == 204)
    #expect(send("GET", "\(assignment)/rubric")["displayName"] == "Essays")
    // What it refers to stays when it goes.
    #expect(send("DELETE", assignment).status == 204)
    #expect(send("GET", category)["displayName"] == "Quizzes")
    #expect(send("DELETE", category).status == 204)
  }
}
