import JSON
import TestSupport
import Testing

/// What chats and their messages have that nobody sends.
@Suite(.enabled(if: PublishedFolder.isThere, "GRAPH_METADATA names no folder with published metadata"))
struct PublishedChatTests: PublishedTenantTests {
  let tenant: PublishedTenant

  private static let ada = "11111111-1111-1111-1111-111111111111"
  private static let bob = "22222222-2222-2222-2222-222222222222"
  private static let cy = "33333333-3333-3333-3333-333333333333"
  private static let base = "http://localhost:8585/v1.0"

  /// Ada is who asks.
  init() throws {
    tenant = try PublishedTenant(
      #"""
      {"users":[{"id":"\#(Self.ada)","displayName":"Ada","userPrincipalName":"ada@contoso.example"},
                {"id":"\#(Self.bob)","displayName":"Bob","userPrincipalName":"bob@contoso.example"},
                {"id":"\#(Self.cy)","displayName":"Cy","userPrincipalName":"cy@contoso.example"}]}
      """#, .publishedV1)
  }

  private func member(_ user: String) -> String {
    ##"{"@odata.type":"#microsoft.graph.aadUserConversationMember","roles":["owner"],"##
      + #""user@odata.bind":"https://graph.microsoft.com/v1.0/users('\#(user)')"}"#
  }

  private func chat(_ kind: String = "group", _ members: [String] = [ada, bob]) -> String {
    #"{"chatType":"\#(kind)","members":[\#(members.map(member).joined(separator: ","))]}"#
  }

  private static let adaSays =
    #"{"application":null,"device":null,"user":{"displayName":"Ada","id":"\#(ada)","userIdentityType":"aadUser"}}"#

  // MARK: Chats

  @Test("two users had as many one-on-one chats as were asked for") func twoUsersHaveOneChat() throws {
    let first = send("POST", "/chats", chat("oneOnOne"))
    let id = try #require(first["id"]?.stringValue)
    #expect(first.status == 201 && first["lastUpdatedDateTime"] == first["createdDateTime"])
    for members in [[Self.ada, Self.bob], [Self.bob, Self.ada], ["bob@contoso.example", Self.ada]] {
      let again = send("POST", "/chats", chat("oneOnOne", members))
      #expect(again.status == 201 && again.text == first.text, "\(again.text)")
      #expect(again.header("Location") == first.header("Location"))
    }
    #expect(send("GET", "/chats").values("id") == [id])
    #expect(send("GET", "/chats/\(id)/members").values("userId") == [Self.ada, Self.bob])
    // Others have others, and so have groups.
    let other = try make("/chats", chat("oneOnOne", [Self.ada, Self.cy]))
    let groups = [try make("/chats", chat("group")), try make("/chats", chat("group"))]
    #expect(send("GET", "/chats").values("id") == [id, other] + groups)
    #expect(try make("/chats", chat("oneOnOne", [Self.cy, Self.ada])) == other)
  }

  @Test func aChatNeedsAKindAndMembers() throws {
    let required = "400 Request_BadRequest: A value is required for property"
    #expect(
      error(send("POST", "/chats", #"{"chatType":"group"}"#)) == "\(required) 'members' of resource 'Chat'.")
    for members in ["[]", "[\(member(Self.ada)),\(member(Self.bob))]"] {
      #expect(
        error(send("POST", "/chats", #"{"members":\#(members)}"#))
          == "\(required) 'chatType' of resource 'Chat'.")
    }
    #expect(error(send("POST", "/chats", #"{"chatType":"oneOnOne"}"#)).hasPrefix(required))
    #expect(send("GET", "/chats").items.isEmpty)
  }

  @Test func membersAreFoundByTheirUser() throws {
    let chat = try make("/chats", chat("oneOnOne"))
    let filter = "(microsoft.graph.aadUserConversationMember/userId eq '\(Self.bob)')"
    #expect(send("GET", "/chats/\(chat)/members?$filter=\(filter)").values("displayName") == ["Bob"])
  }

  // MARK: Messages

  @Test("a message in a chat had no author, no kind and no place") func aMessageSaysWhoWroteItAndWhere()
    throws
  {
    let chat = try make("/chats", chat())
    let reply = send("POST", "/chats/\(chat)/messages", #"{"body":{"content":"hello"}}"#)
    let id = try #require(reply["id"]?.stringValue)
    let moment = try #require(reply["createdDateTime"]?.stringValue)
    let tag = try #require(reply["etag"]?.stringValue)
    #expect(reply.status == 201 && !tag.isEmpty)
    #expect(
      reply.text
        == #"{"@odata.context":"\#(Self.base)/$metadata#chats('\#(chat)')/messages/$entity","id":"\#(id)","#
        + #""attachments":[],"body":{"content":"hello","contentType":"text"},"channelIdentity":null,"#
        + #""chatId":"\#(chat)","createdDateTime":"\#(moment)","deletedDateTime":null,"etag":"\#(tag)","#
        + #""eventDetail":null,"from":\#(Self.adaSays),"importance":"normal","lastEditedDateTime":null,"#
        + #""lastModifiedDateTime":"\#(moment)","locale":"en-us","mentions":[],"messageHistory":[],"#
        + #""messageType":"message","policyViolation":null,"reactions":[],"replyToId":null,"subject":null,"#
        + #""summary":null,"webUrl":null}"#)
    #expect(send("GET", "/chats/\(chat)/messages/\(id)").text == reply.text)
  }

  @Test("what had no author in a channel had no channel either, and a reply told not what it replies to")
  func aMessageSaysInWhichChannelItIs() throws {
    let team = try makeTeam()
    let channel = try #require(send("GET", "/teams/\(team)/primaryChannel")["id"]?.stringValue)
    let place = #"{"channelId":"\#(channel)","teamId":"\#(team)"}"#
    for path in ["/teams/\(team)/channels/\(channel)", "/teams/\(team)/primaryChannel"] {
      let sent = send("POST", path + "/messages", #"{"body":{"contentType":"html","content":"<p>a</p>"}}"#)
      let id = try #require(sent["id"]?.stringValue, "\(sent.text)")
      #expect(sent["channelIdentity"]?.text == place && sent["chatId"] == .null, "\(path)")
      #expect(sent["from"]?.text == Self.adaSays && sent["replyToId"] == .null)
      #expect(sent["body"]?.text == #"{"content":"<p>a</p>","contentType":"html"}"#)
      let reply = send("POST", "\(path)/messages/\(id)/replies", #"{"body":{"content":"b"}}"#)
      #expect(reply["replyToId"] == .string(id) && reply["channelIdentity"]?.text == place)
      #expect(reply["from"]?.text == Self.adaSays && reply["messageType"] == "message")
    }
  }

  @Test func whatABodySaysOfItsMessageStays() throws {
    let chat = try make("/chats", chat())
    let author = #"{"user":{"id":"\#(Self.bob)","displayName":"Bob","userIdentityType":"aadUser"}}"#
    let sent = send(
      "POST", "/chats/\(chat)/messages",
      #"{"body":{"content":"a"},"importance":"urgent","locale":"de-de","from":\#(author)}"#)
    #expect(sent["importance"] == "urgent" && sent["locale"] == "de-de")
    #expect(sent["from"]?.objectValue?["user"]?.objectValue?["id"] == .string(Self.bob))
  }

  @Test func anApplicationIsAnAuthorToo() throws {
    let chat = try make("/chats", chat())
    let sent = tenant.emulator.send(
      "POST", "/chats/\(chat)/messages", #"{"body":{"content":"a"}}"#, version: "v1.0",
      headers: [UnsignedToken.application(["Chat.ReadWrite.All"])])
    #expect(
      sent["from"]?.text
        == #"{"application":{"displayName":null,"id":"\#(UnsignedToken.application)"},"device":null,"user":null}"#
    )
  }

  @Test func aMessageThatChangesHasAnotherTag() throws {
    let chat = try make("/chats", chat())
    let message = try made(in: "/chats/\(chat)/messages", #"{"body":{"content":"a"}}"#)
    let before = object(at: message)
    expect(204, message + "/setReaction", #"{"reactionType":"💘"}"#)
    #expect(object(at: message)["etag"] != before["etag"])
  }

  @Test("what a message hosts was 404 at its $value, and stood in its JSON") func aMessageHostsContents()
    throws
  {
    let chat = try make("/chats", chat())
    let message = try made(
      in: "/chats/\(chat)/messages",
      #"""
      {"body":{"contentType":"html","content":"<img src=\"../hostedContents/1/$value\">"},
       "hostedContents":[{"@microsoft.graph.temporaryId":"1","contentBytes":"aGVsbG8=","contentType":"image/png"}]}
      """#)
    let hosted = send("GET", message + "/hostedContents")
    #expect(hosted.items.count == 1, "\(hosted.text)")
    let id = try #require(hosted.values("id").first)
    for shown in hosted.items + [object(at: "\(message)/hostedContents/\(id)")] {
      #expect(shown["contentBytes"] == .null && shown["contentType"] == .null)
      #expect(shown["@odata.mediaContentType"] == "image/png")
    }
    let bytes = send("GET", "\(message)/hostedContents/\(id)/$value")
    #expect(bytes.status == 200 && bytes.text == "hello")
    #expect(bytes.header("Content-Type") == "image/png")
  }
}
