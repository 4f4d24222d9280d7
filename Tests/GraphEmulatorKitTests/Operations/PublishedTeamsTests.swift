import JSON
import TestSupport
import Testing

/// Teams are made as the service makes them: with a group, a channel and members, and by an operation that can be looked at.
@Suite(.enabled(if: PublishedFolder.isThere, "GRAPH_METADATA names no folder with published metadata"))
struct PublishedTeamsTests: PublishedTenantTests {
  let tenant: PublishedTenant

  private static let ada = "11111111-1111-1111-1111-111111111111"
  private static let bob = "22222222-2222-2222-2222-222222222222"
  private static let base = "http://localhost:8585/v1.0"
  private static let template =
    #""template@odata.bind":"https://graph.microsoft.com/v1.0/teamsTemplates('standard')""#

  /// Ada is who asks.
  init() throws {
    tenant = try PublishedTenant(
      #"""
      {"users":[{"id":"\#(Self.ada)","displayName":"Ada","userPrincipalName":"ada@contoso.example","mail":"ada@contoso.example"},
                {"id":"\#(Self.bob)","displayName":"Bob","userPrincipalName":"bob@contoso.example"}]}
      """#, .publishedV1)
  }

  private func ids(_ path: String) -> [String] { send("GET", path).values("id") }

  private func joined(_ user: String) -> [String] { ids("/users/\(user)/joinedTeams") }

  private func channels(_ team: String) -> [String] {
    send("GET", "/teams/\(team)/channels").values("displayName")
  }

  /// `Ada owner`, in the order of the list.
  private func members(_ team: String) -> [String] {
    send("GET", "/teams/\(team)/members").items.map { member in
      ([member["displayName"]] + (member["roles"]?.arrayValue ?? [])).compactMap { $0?.stringValue }
        .joined(separator: " ")
    }
  }

  private func member(_ user: String, _ roles: String = "") -> String {
    ##"{"@odata.type":"#microsoft.graph.aadUserConversationMember","roles":[\##(roles)],"##
      + #""user@odata.bind":"https://graph.microsoft.com/v1.0/users('\#(user)')"}"#
  }

  @Test("a group that was to be a member of a new team was passed over, and members of no type were taken")
  func whatNoMemberCanBeIsRefused() throws {
    let group = try make(
      "/groups",
      #"{"displayName":"G","mailEnabled":false,"mailNickname":"g","securityEnabled":true}"#)
    func reply(_ further: String) -> String {
      error(
        send(
          "POST", "/teams",
          #"{"displayName":"Crew","members":[\#(member(Self.ada, #""owner""#)),\#(further)]}"#))
    }
    let bound = #""user@odata.bind":"https://graph.microsoft.com/v1.0"#
    let type = ##""@odata.type":"#microsoft.graph.aadUserConversationMember""##
    #expect(
      reply(#"{\#(type),"roles":[],\#(bound)/groups('\#(group)')"}"#)
        == "404 Request_ResourceNotFound: Resource 'user' does not exist or one of its queried reference-property objects are not present."
    )
    #expect(
      reply(#"{"roles":[],\#(bound)/users('\#(Self.bob)')"}"#)
        == "400 BadRequest: An '@odata.type' is needed: the type 'microsoft.graph.conversationMember' is abstract and cannot be created."
    )
    // Nothing is left of them.
    #expect(ids("/teams").isEmpty && ids("/groups") == [group])
  }

  @Test func theAnswerSaysWhereTheTeamAndTheOperationAre() throws {
    let reply = send("POST", "/teams", #"{\#(Self.template),"displayName":"My Crew","description":"Sails"}"#)
    #expect(reply.status == 202 && reply.text.isEmpty)
    #expect(reply.header("Content-Type") == nil)
    let team = try #require(ids("/teams").first)
    #expect(reply.header("Content-Location") == "/teams('\(team)')")
    let operation = try #require(ids("/teams/\(team)/operations").first)
    let location = "/teams('\(team)')/operations('\(operation)')"
    #expect(reply.header("Location") == location)
    let shown = send("GET", location)
    let moment = try #require(shown["createdDateTime"]?.stringValue)
    #expect(
      shown.text
        == #"{"@odata.context":"\#(Self.base)/$metadata#teams('\#(team)')/operations/$entity","id":"\#(operation)","#
        + #""attemptsCount":1,"createdDateTime":"\#(moment)","error":null,"lastActionDateTime":"\#(moment)","#
        + #""operationType":"createTeam","status":"succeeded","targetResourceId":"\#(team)","#
        + #""targetResourceLocation":"/teams('\#(team)')"}"#)
    #expect(send("GET", "/teams/\(team)/template")["id"] == "standard")
  }

  @Test func aTeamHasAGroupWithItsId() throws {
    let team = try makeTeam(#"{"displayName":"My Crew","description":"Sails","visibility":"Private"}"#)
    let group = object(at: "/groups/\(team)")
    #expect(group["displayName"] == "My Crew" && group["description"] == "Sails")
    #expect(group["mailNickname"] == "MyCrew" && group["mailEnabled"] == .bool(true))
    #expect(group["groupTypes"] == ["Unified"] && group["visibility"] == "Private")
    #expect(ids("/groups/\(team)/owners") == [Self.ada])
    #expect(ids("/groups/\(team)/members") == [Self.ada])
    #expect(ids("/groups?$filter=resourceProvisioningOptions/any(x:x eq 'Team')") == [team])
    #expect(send("GET", "/teams/\(team)/group")["id"] == .string(team))
    #expect(send("GET", "/groups/\(team)/team")["visibility"] == "private")
    // A second one of that name gets a group with another address.
    let other = try makeTeam(#"{"displayName":"My Crew"}"#)
    #expect(send("GET", "/groups/\(other)")["mailNickname"] == "MyCrew1")
  }

  @Test func aTeamBeginsWithAChannelAndWhoMakesIt() throws {
    let team = try makeTeam()
    let channels = send("GET", "/teams/\(team)/channels").items
    #expect(channels.map { $0["displayName"] } == ["General"])
    #expect(channels.first?["membershipType"] == "standard")
    #expect(send("GET", "/teams/\(team)/primaryChannel")["id"] == channels.first?["id"])
    #expect(members(team) == ["Ada owner"])
    let member = try #require(send("GET", "/teams/\(team)/members").items.first)
    #expect(member["userId"] == .string(Self.ada) && member["email"] == "ada@contoso.example")
    #expect(ids("/me/joinedTeams") == [team])
    #expect(joined(Self.bob).isEmpty)
    #expect(send("GET", "/me/joinedTeams/\(team)/channels").values("displayName") == ["General"])
  }

  @Test func itsChannelsAndMembersMayBeGiven() throws {
    let team = try makeTeam(
      #"""
      {"displayName":"Crew","channels":[{"displayName":"general"},{"displayName":"Plans","membershipType":"private"}],
       "members":[\#(member(Self.bob, #""owner""#))]}
      """#)
    #expect(channels(team) == ["General", "Plans"])
    #expect(
      send("GET", "/teams/\(team)/channels").values("membershipType") == ["standard", "private"])
    #expect(members(team) == ["Bob owner"])
    #expect(ids("/groups/\(team)/owners") == [Self.bob])
    #expect(joined(Self.bob) == [team] && joined(Self.ada).isEmpty)
    // Without an owner among them it is whoever makes it.
    let other = try makeTeam(#"{"displayName":"Other","members":[\#(member(Self.bob))]}"#)
    #expect(members(other) == ["Ada owner", "Bob"])
    #expect(ids("/groups/\(other)/members") == [Self.ada, Self.bob])
  }

  private func group() throws -> String {
    let users = "https://graph.microsoft.com/v1.0/users"
    return try make(
      "/groups",
      #"""
      {"displayName":"Sailors","mailEnabled":true,"mailNickname":"sailors","securityEnabled":false,"groupTypes":["Unified"],
       "visibility":"Private","owners@odata.bind":["\#(users)/\#(Self.bob)"],
       "members@odata.bind":["\#(users)/\#(Self.bob)","\#(users)/\#(Self.ada)"]}
      """#)
  }

  @Test func aGroupBecomesATeam() throws {
    let group = try group()
    let body =
      #"{\#(Self.template),"group@odata.bind":"https://graph.microsoft.com/v1.0/groups('\#(group)')"}"#
    #expect(try makeTeam(body) == group)
    let team = object(at: "/teams/\(group)")
    #expect(team["displayName"] == "Sailors" && team["visibility"] == "private")
    #expect(members(group) == ["Bob owner", "Ada"])
    #expect(channels(group) == ["General"])
    #expect(send("GET", "/groups").items.count == 1)
    #expect(send("POST", "/teams", body).status == 400)
    #expect(
      send("POST", "/teams", #"{"group@odata.bind":"\#(Self.base)/groups('\#(Self.ada)')"}"#).status == 404)
  }

  @Test("PUT of a group's team answered 200, and made neither channel nor members")
  func aTeamIsPutBelowAGroup() throws {
    let group = try group()
    let reply = send(
      "PUT", "/groups/\(group)/team", #"{"memberSettings":{"allowCreateUpdateChannels":true}}"#)
    #expect(reply.status == 201 && reply.header("Location") == "\(Self.base)/teams/\(group)")
    #expect(reply["id"] == .string(group) && reply["displayName"] == "Sailors")
    #expect(reply["memberSettings"]?.objectValue?["allowCreateUpdateChannels"] == .bool(true))
    #expect(channels(group) == ["General"])
    #expect(members(group) == ["Bob owner", "Ada"])
    #expect(joined(Self.ada) == [group])
    #expect(send("GET", "/groups/\(group)")["resourceProvisioningOptions"] == ["Team"])
    #expect(send("PUT", "/groups/\(group)/team", #"{"description":"b"}"#).status == 200)
    #expect(channels(group) == ["General"])
  }

  @Test func whoJoinsLaterHasJoined() throws {
    let team = try makeTeam()
    let added = try make("/teams/\(team)/members", member(Self.bob))
    #expect(joined(Self.bob) == [team])
    #expect(send("DELETE", "/teams/\(team)/members/\(added)").status == 204)
    #expect(joined(Self.bob).isEmpty)
    #expect(send("POST", "/me/joinedTeams", #"{"displayName":"x"}"#).status == 405)
  }

  @Test("who joined later had no name, no address and no userId")
  func membersAreToldByTheirUser() throws {
    let team = try makeTeam()
    let channel = try made(
      in: "/teams/\(team)/channels",
      #"{"displayName":"Plans","membershipType":"private","members":[\#(member(Self.ada, #""owner""#))]}"#)
    let chat = try made(
      in: "/chats", #"{"chatType":"group","members":[\#(member(Self.ada)),\#(member(Self.bob))]}"#)
    let expected = [
      #"["Ada","ada@contoso.example","\#(Self.ada)"]"#, #"["Bob",null,"\#(Self.bob)"]"#,
    ]
    for place in ["/teams/\(team)", channel, chat] {
      if place != chat { _ = try make(place + "/members", member(Self.bob)) }
      let shown = send("GET", place + "/members").items.map { member in
        JSONValue.array(["displayName", "email", "userId"].map { member[$0] ?? .null }).text
      }
      #expect(shown == expected, "\(place)")
    }
    // A name of one's own stays.
    let called = member(Self.bob).replacing(#""roles""#, with: #""displayName":"Bobby","roles""#)
    let other = try make("/chats", #"{"chatType":"group","topic":"a","members":[]}"#)
    #expect(send("POST", "/chats/\(other)/members", called)["displayName"] == "Bobby")
    #expect(send("POST", "/chats/\(other)/members", member("nobody")).status == 404)
  }

  @Test("a second channel had the name of the first") func oneChannelAloneHasAName() throws {
    let team = try makeTeam(#"{"displayName":"Crew","channels":[{"displayName":"Plans"}]}"#)
    for name in ["Plans", "general"] {
      #expect(
        error(send("POST", "/teams/\(team)/channels", #"{"displayName":"\#(name)"}"#))
          == "400 BadRequest: Channel name already existed, please use other name")
    }
    let other = try makeTeam(#"{"displayName":"Other"}"#)
    _ = try make("/teams/\(other)/channels", #"{"displayName":"Plans"}"#)
    #expect(channels(team) == ["General", "Plans"] && channels(other) == ["General", "Plans"])
  }

  @Test("the channel General was deleted, under whatever path") func aTeamKeepsItsFirstChannel() throws {
    let team = try makeTeam(#"{"displayName":"Crew","channels":[{"displayName":"Plans"}]}"#)
    let first = try #require(send("GET", "/teams/\(team)/primaryChannel")["id"]?.stringValue)
    // Whatever it is called by now.
    _ = send("PATCH", "/teams/\(team)/channels/\(first)", #"{"displayName":"Deck"}"#)
    for path in ["/teams/\(team)/channels/\(first)", "/groups/\(team)/team/channels/\(first)"] {
      #expect(
        error(send("DELETE", path)) == "400 BadRequest: The General channel of a team can't be deleted.")
    }
    let other = try make("/teams/\(team)/channels", #"{"displayName":"Library"}"#)
    #expect(send("DELETE", "/teams/\(team)/channels/\(other)").status == 204)
    #expect(channels(team) == ["Deck", "Plans"])
  }

  @Test func aTeamNeedsAName() {
    #expect(
      error(send("POST", "/teams", "{}")) == "400 BadRequest: A team without a group needs a displayName.")
    #expect(send("GET", "/groups").items.isEmpty && send("GET", "/teams").items.isEmpty)
  }

  @Test func aTeamIsCloned() throws {
    let team = try makeTeam(
      #"""
      {"displayName":"Crew","visibility":"Private","funSettings":{"allowGiphy":false},"channels":[{"displayName":"Plans"}],
       "members":[\#(member(Self.bob, #""owner""#)),\#(member(Self.ada))]}
      """#)
    let reply = send(
      "POST", "/teams/\(team)/clone",
      #"{"displayName":"Library","partsToClone":"settings,channels,members","visibility":"public"}"#)
    let location = try #require(reply.header("Location"))
    #expect(reply.status == 202 && reply.text.isEmpty)
    #expect(location.hasPrefix("\(Self.base)/teams/\(team)/operations/"))
    let operation = send("GET", String(location.dropFirst(Self.base.count)))
    let clone = try #require(operation["targetResourceId"]?.stringValue)
    #expect(operation["operationType"] == "cloneTeam" && operation["status"] == "succeeded")
    #expect(operation["targetResourceLocation"] == .string("/teams('\(clone)')"))
    let shown = object(at: "/teams/\(clone)")
    #expect(clone != team && shown["displayName"] == "Library" && shown["description"] == "Library")
    #expect(shown["visibility"] == "public")
    #expect(shown["funSettings"]?.objectValue?["allowGiphy"] == .bool(false))
    #expect(channels(clone) == ["General", "Plans"])
    #expect(members(clone) == ["Bob owner", "Ada"])
    #expect(ids("/groups").count == 2)
  }

  @Test func aCloneHasTheNamedPartsAlone() throws {
    let team = try makeTeam(
      #"{"displayName":"Crew","visibility":"Private","channels":[{"displayName":"Plans"}],"members":[\#(member(Self.bob, #""owner""#))]}"#
    )
    #expect(send("POST", "/teams/\(team)/clone", #"{"displayName":"Library"}"#).status == 202)
    let clone = try #require(ids("/teams").first { $0 != team })
    #expect(channels(clone) == ["General"])
    #expect(members(clone) == ["Ada owner"])
    #expect(send("GET", "/teams/\(clone)")["visibility"] == "private")
  }

  @Test func chatsOfAUserAreThoseWithAMemberWhoIsThatUser() throws {
    let chat = try make(
      "/chats", #"{"chatType":"oneOnOne","members":[\#(member(Self.ada)),\#(member(Self.bob))]}"#)
    _ = try make("/chats", #"{"chatType":"group","members":[\#(member(Self.bob))]}"#)
    #expect(ids("/me/chats") == [chat])
    #expect(ids("/users/\(Self.bob)/chats").count == 2)
    let message = try make("/me/chats/\(chat)/messages", #"{"body":{"content":"hello"}}"#)
    #expect(ids("/chats/\(chat)/messages") == [message])
  }

  @Test("a mention of a user was 400: identities took no userIdentityType")
  func aMessageMentionsAUser() throws {
    let chat = try made(in: "/chats", #"{"chatType":"group","members":[\#(member(Self.bob))]}"#)
    let mention =
      #"{"id":0,"mentionText":"Bob","mentioned":{"user":{"displayName":"Bob","id":"\#(Self.bob)","#
      + #""userIdentityType":"aadUser"}}}"#
    let message = try made(
      in: chat + "/messages",
      #"{"body":{"contentType":"html","content":"<at id=\"0\">Bob</at>"},"mentions":[\#(mention)]}"#)
    let shown = send("GET", message)["mentions"]?.arrayValue?.first?.objectValue
    #expect(shown?["id"] == .number("0") && shown?["mentionText"] == "Bob")
    let user = shown?["mentioned"]?.objectValue?["user"]?.objectValue
    #expect(user?["id"] == .string(Self.bob) && user?["displayName"] == "Bob")
    #expect(user?["userIdentityType"] == "aadUser")
  }
}
