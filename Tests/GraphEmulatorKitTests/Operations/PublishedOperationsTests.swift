import JSON
import TestSupport
import Testing

/// Operations of what the service really publishes, as the overlay says what they do.
@Suite(.enabled(if: PublishedFolder.isThere, "GRAPH_METADATA names no folder with published metadata"))
struct PublishedOperationsTests: PublishedTenantTests {
  let tenant: PublishedTenant

  private static let ada = "11111111-1111-1111-1111-111111111111"
  private static let bob = "22222222-2222-2222-2222-222222222222"
  private static let base = "http://localhost:8585/v1.0"

  init() throws {
    tenant = try PublishedTenant(
      #"""
      {"users":[{"id":"\#(Self.ada)","displayName":"Ada","userPrincipalName":"ada@contoso.example"},
                {"id":"\#(Self.bob)","displayName":"Bob","userPrincipalName":"bob@contoso.example"}]}
      """#, .publishedV1)
  }

  private var me: String { "/users/\(Self.ada)" }

  @Test func aMessageMovesToAFolderByItsName() throws {
    let message = try make(me + "/messages", #"{"subject":"Hello"}"#)
    let moved = send("POST", me + "/messages/\(message)/move", #"{"destinationId":"Archive"}"#)
    #expect(moved.status == 201 && moved["parentFolderId"] == "archive", "\(moved.text)")
    #expect(send("GET", me + "/mailFolders/archive/messages").values("subject") == ["Hello"])
    #expect(send("GET", me + "/messages/\(message)").status == 404)
    #expect(send("GET", me + "/messages").values("subject") == ["Hello"])
  }

  @Test func aFolderIsCopiedWithItsMessages() throws {
    let folder = try make(me + "/mailFolders", #"{"displayName":"Trips"}"#)
    _ = try make(me + "/mailFolders/\(folder)/messages", #"{"subject":"Rome"}"#)
    let copy = send("POST", me + "/mailFolders/\(folder)/copy", #"{"DestinationId":"inbox"}"#)
    let id = try #require(copy["id"]?.stringValue)
    #expect(copy.status == 200 && copy["displayName"] == "Trips", "\(copy.text)")
    #expect(send("GET", me + "/mailFolders/inbox/childFolders").values("id") == [id])
    #expect(send("GET", me + "/mailFolders/inbox/childFolders/\(id)/messages").values("subject") == ["Rome"])
    #expect(send("GET", me + "/mailFolders/\(folder)/messages").values("subject") == ["Rome"])
  }

  @Test func eventsAreAnsweredAndCanceled() throws {
    let event = try make(me + "/events", #"{"subject":"Talk"}"#)
    #expect(send("POST", me + "/events/\(event)/accept", #"{"sendResponse":false}"#).status == 202)
    let status = send("GET", me + "/events/\(event)")["responseStatus"]?.objectValue
    #expect(status?["response"] == "accepted" && status?["time"]?.stringValue != nil)
    #expect(send("POST", me + "/events/\(event)/cancel", "{}").status == 202)
    #expect(send("GET", me + "/events/\(event)").status == 404)
  }

  @Test func aTeamIsArchivedByAnOperationThatCanBeLookedAt() throws {
    let team = try makeTeam()
    let reply = send("POST", "/teams/\(team)/archive", "{}")
    let location = try #require(reply.header("Location"))
    #expect(reply.status == 202 && reply.text.isEmpty)
    #expect(location.hasPrefix("\(Self.base)/teams/\(team)/operations/"))
    let operation = send("GET", String(location.dropFirst(Self.base.count)))
    #expect(
      operation["operationType"] == "archiveTeam" && operation["status"] == "succeeded", "\(operation.text)")
    #expect(send("GET", "/teams/\(team)")["isArchived"] == .bool(true))
    #expect(send("POST", "/teams/\(team)/unarchive").status == 202)
    #expect(send("GET", "/teams/\(team)")["isArchived"] == .bool(false))
  }

  @Test func reactionsComeAndGo() throws {
    let chat = try make("/chats", #"{"chatType":"group","members":[]}"#)
    let message = try make("/chats/\(chat)/messages", #"{"body":{"content":"Hi"}}"#)
    let path = "/chats/\(chat)/messages/\(message)"
    #expect(send("POST", path + "/setReaction", #"{"reactionType":"💘"}"#).status == 204)
    let reaction = send("GET", path)["reactions"]?.arrayValue?.first?.objectValue
    #expect(reaction?["reactionType"] == "💘")
    #expect(reaction?["user"]?.objectValue?["user"]?.objectValue?["id"] == .string(Self.ada))
    #expect(send("POST", path + "/unsetReaction", #"{"reactionType":"💘"}"#).status == 204)
    #expect(send("GET", path)["reactions"] == [])
    #expect(send("POST", path + "/softDelete").status == 204)
    #expect(send("GET", path)["deletedDateTime"]?.stringValue != nil)
  }

  @Test func membersComeAndGoInBulk() throws {
    let team = try makeTeam()
    let member =
      ##"{"@odata.type":"#microsoft.graph.aadUserConversationMember","roles":[],"##
      + #""user@odata.bind":"\#(Self.base)/users('\#(Self.bob)')"}"#
    let added = send("POST", "/teams/\(team)/members/add", #"{"values":[\#(member)]}"#)
    #expect(added.status == 200)
    #expect(
      added.text
        == ##"{"@odata.context":"\##(Self.base)/$metadata#Collection(microsoft.graph.actionResultPart)","value":["##
        + ##"{"@odata.type":"#microsoft.graph.aadUserConversationMemberResult","error":null,"userId":"\##(Self.bob)"}]}"##
    )
    #expect(send("GET", "/teams/\(team)/members").values("displayName") == ["Ada", "Bob"])
    #expect(send("POST", "/teams/\(team)/members/remove", #"{"values":[\#(member)]}"#).status == 204)
    #expect(send("GET", "/teams/\(team)/members").values("userId") == [Self.ada])
  }

  @Test("of several members none was added where one of them was not there") func someMembersAreAdded() throws
  {
    let team = try makeTeam()
    let nobody = "33333333-3333-3333-3333-333333333333"
    let members = [nobody, Self.bob].map { user in
      ##"{"@odata.type":"#microsoft.graph.aadUserConversationMember","roles":[],"##
        + #""user@odata.bind":"\#(Self.base)/users('\#(user)')"}"#
    }
    let added = send(
      "POST", "/teams/\(team)/members/add", #"{"values":[\#(members.joined(separator: ","))]}"#)
    #expect(added.status == 207, "\(added.text)")
    #expect(added.values("userId") == [nobody, Self.bob])
    let failure = added.items.first?["error"]?.objectValue
    #expect(failure?["code"] == "NotFound" && failure?["message"] == "")
    #expect(added.items.last?["error"] == .null)
    #expect(send("GET", "/teams/\(team)/members").items.count == 2)
    #expect(send("GET", "/users/\(Self.bob)/joinedTeams").values("id") == [team])
  }

  @Test("who was not at risk was not found") func usersBecomeRiskyOnes() throws {
    let user = try make(
      "/users",
      #"{"accountEnabled":true,"displayName":"Eve","mailNickname":"eve","userPrincipalName":"eve@contoso.onmicrosoft.com","passwordProfile":{"password":"Xx12345678!"}}"#
    )
    let path = "/identityProtection/riskyUsers"
    #expect(send("POST", path + "/confirmCompromised", #"{"userIds":["\#(user)"]}"#).status == 204)
    let risky = send("GET", "\(path)/\(user)")
    #expect(risky["riskLevel"] == "high" && risky["riskState"] == "confirmedCompromised", "\(risky.text)")
    #expect(risky["userDisplayName"] == "Eve")
    #expect(risky["userPrincipalName"] == "eve@contoso.onmicrosoft.com")
    #expect(send("POST", path + "/dismiss", #"{"userIds":["\#(user)"]}"#).status == 204)
    #expect(send("GET", path).values("riskLevel") == ["none"])
    let nobody = "99999999-9999-9999-9999-999999999999"
    let group = try make(
      "/groups", #"{"displayName":"a","mailNickname":"a","mailEnabled":false,"securityEnabled":true}"#)
    for id in [nobody, group] {
      #expect(send("POST", path + "/confirmCompromised", #"{"userIds":["\#(id)"]}"#).status == 404)
    }
  }

  @Test func riskyUsersAreConfirmedByTheirIds() throws {
    let user = try make("/identityProtection/riskyUsers", #"{"riskLevel":"low","riskState":"atRisk"}"#)
    let path = "/identityProtection/riskyUsers"
    #expect(send("POST", path + "/confirmCompromised", #"{"userIds":["\#(user)"]}"#).status == 204)
    let shown = send("GET", path + "/\(user)")
    #expect(
      shown["riskState"] == "confirmedCompromised" && shown["riskLevel"] == "high"
        && shown["riskDetail"] == "adminConfirmedUserCompromised")
    #expect(send("POST", path + "/dismiss", #"{"userIds":["nobody"]}"#).status == 404)
  }

  @Test func schedulesAreFilteredByWhoseTheyAre() throws {
    let path = "/roleManagement/directory/roleAssignmentScheduleInstances"
    for user in [Self.ada, Self.bob] { _ = try make(path, #"{"principalId":"\#(user)"}"#) }
    let own = send("GET", path + "/filterByCurrentUser(on='principal')")
    #expect(own.values("principalId") == [Self.ada], "\(own.text)")
  }

  @Test func aSiteIsFoundByItsPathAndThePathGoesOn() throws {
    let site = try make(
      "/sites", #"{"displayName":"Trips","webUrl":"https://contoso.sharepoint.com/sites/trips"}"#)
    _ = try make("/sites/\(site)/lists", #"{"displayName":"Rome"}"#)
    #expect(send("GET", "/sites/root/getByPath(path='%2Fsites%2Ftrips')")["id"] == .string(site))
    let lists = send("GET", "/sites/root/getByPath(path='%2Fsites%2Ftrips')/lists")
    #expect(lists.values("displayName") == ["Rome"], "\(lists.text)")
    #expect(send("GET", "/sites/root/getByPath(path='%2Fsites%2Fno')/lists").status == 404)
  }

  @Test func remoteActionsAndAssignmentsAreSeen() throws {
    let app = try make(
      "/deviceAppManagement/mobileApps", ##"{"@odata.type":"#microsoft.graph.webApp","displayName":"Wiki"}"##)
    let reply = send(
      "POST", "/deviceAppManagement/mobileApps/\(app)/assign",
      ##"{"mobileAppAssignments":[{"@odata.type":"#microsoft.graph.mobileAppAssignment","intent":"required"}]}"##
    )
    #expect(reply.status == 204, "\(reply.text)")
    #expect(
      send("GET", "/deviceAppManagement/mobileApps/\(app)/assignments").values("intent") == ["required"])
  }

  @Test func presenceIsThereToBeSet() {
    let reply = send(
      "POST", me + "/presence/setPresence", #"{"availability":"Busy","activity":"InACall"}"#)
    #expect(reply.status == 200 && reply.text.isEmpty, "\(reply.text)")
    #expect(send("GET", me + "/presence")["availability"] == "Busy")
  }

  @Test("nobody had a presence that nothing had set, and it was another one below communications")
  func presenceIsOneAndTheSameAtEachPlace() {
    let places = [me + "/presence", "/communications/presences/\(Self.ada)"]
    for (index, place) in places.enumerated() {
      let first = send("GET", place)
      #expect(first["id"] == .string(Self.ada) && first["statusMessage"] == .null, "\(first.text)")
      #expect(first["availability"] == "Offline" && first["activity"] == "Offline", "\(first.text)")
      let body = #"{"sessionId":"a","availability":"Busy","activity":"InACall","expirationDuration":"PT1H"}"#
      #expect(send("POST", place + "/setPresence", body).status == 200)
      let other = send("GET", places[1 - index])
      #expect(other["availability"] == "Busy" && other["activity"] == "InACall", "\(other.text)")
      #expect(send("POST", place + "/clearPresence", #"{"sessionId":"a"}"#).status == 200)
    }
    #expect(send("GET", "/communications/presences/nobody").status == 404)
  }

  @Test("presences of several users were 501") func presencesOfSeveralUsers() {
    let body = #"{"availability":"DoNotDisturb","activity":"Presenting"}"#
    #expect(send("POST", "/users/\(Self.bob)/presence/setUserPreferredPresence", body).status == 200)
    let found = send(
      "POST", "/communications/getPresencesByUserId", #"{"ids":["\#(Self.bob)","\#(Self.ada)","nobody"]}"#)
    let rest =
      #""outOfOfficeSettings":null,"sequenceNumber":null,"statusMessage":null,"workLocation":null}"#
    #expect(
      found.text
        == #"{"@odata.context":"\#(Self.base)/$metadata#Collection(microsoft.graph.presence)","value":["#
        + #"{"id":"\#(Self.ada)","activity":"Offline","availability":"Offline",\#(rest),"#
        + #"{"id":"\#(Self.bob)","activity":"Presenting","availability":"DoNotDisturb",\#(rest)]}"#)
    #expect(send("POST", "/communications/getPresencesByUserId", #"{"ids":[]}"#).items.isEmpty)
  }
}
