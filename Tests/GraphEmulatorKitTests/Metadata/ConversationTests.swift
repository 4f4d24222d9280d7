import JSON
import TestSupport
import Testing

/// Conversations of groups, their threads and posts.
@Suite(.enabled(if: PublishedFolder.isThere, "GRAPH_METADATA names no folder with published metadata"))
struct ConversationTests: PublishedTenantTests {
  let tenant: PublishedTenant

  private static let path = "/groups/22222222-2222-2222-2222-222222222222"
  private static let post = ##"{"body":{"contentType":"html","content":"<p>Rest and recharge</p>"}}"##
  private static let sender = #"{"emailAddress":{"name":"Ada","address":"ada@contoso.example"}}"#

  init() throws {
    tenant = try PublishedTenant(
      """
      {"users":[{"id":"\(PublishedTenant.ada)","displayName":"Ada","userPrincipalName":"ada@contoso.example"}],
       "groups":[{"id":"22222222-2222-2222-2222-222222222222","displayName":"Red","groupTypes":["Unified"]}]}
      """, .publishedV1)
  }

  private func expectWhatFollows(_ object: JSONObject) {
    #expect(object["topic"] == "Rest" && object["preview"] == "Rest and recharge", "\(object)")
    #expect(object["uniqueSenders"] == ["Ada"] && object["hasAttachments"] == .bool(false), "\(object)")
    #expect(object["lastDeliveredDateTime"]?.stringValue?.isEmpty == false, "\(object)")
  }

  private func expectPost(_ post: JSONObject?, in thread: String, _ conversation: String) {
    #expect(post?["conversationThreadId"] == .string(thread))
    #expect(post?["conversationId"] == .string(conversation))
    #expect(post?["from"]?.text == Self.sender && post?["sender"]?.text == Self.sender)
    #expect(post?["receivedDateTime"]?.stringValue?.isEmpty == false)
    #expect(post?["hasAttachments"] == .bool(false))
  }

  /// Page "Create conversation": its thread was not among those of the group.
  @Test func conversationsHaveThreadsOfTheGroup() throws {
    let made = send(
      "POST", Self.path + "/conversations", #"{"topic":"Rest","threads":[{"posts":[\#(Self.post)]}]}"#)
    #expect(made.status == 201, "\(made.text)")
    let conversation = try #require(made["id"]?.stringValue)
    let threads = send("GET", Self.path + "/threads")
    let thread = try #require(threads.values("id").first, "\(threads.text)")
    #expect(made["threads"]?.text == #"[{"id":"\#(thread)"}]"#)
    #expect(threads.items.count == 1)
    expectWhatFollows(object(at: Self.path + "/conversations/" + conversation))
    expectWhatFollows(object(at: "\(Self.path)/threads/\(thread)"))
    expectPost(send("GET", "\(Self.path)/threads/\(thread)/posts").items.first, in: thread, conversation)
    #expect(
      send("POST", "\(Self.path)/threads/\(thread)/reply", #"{"post":{"body":{"content":"Yes"}}}"#).status
        == 202)
    let posts = send("GET", "\(Self.path)/conversations/\(conversation)/threads/\(thread)/posts").items
    #expect(posts.count == 2)
    expectPost(posts.last, in: thread, conversation)
  }

  /// Page "Create conversation thread": there was no conversation.
  @Test func threadsMakeConversations() throws {
    let thread = try make(Self.path + "/threads", #"{"topic":"Rest","posts":[\#(Self.post)]}"#)
    let conversations = send("GET", Self.path + "/conversations")
    let conversation = try #require(conversations.values("id").first, "\(conversations.text)")
    expectWhatFollows(try #require(conversations.items.first))
    #expect(send("GET", "\(Self.path)/conversations/\(conversation)/threads").values("id") == [thread])
    let second = try make("\(Self.path)/conversations/\(conversation)/threads", #"{"posts":[\#(Self.post)]}"#)
    expectWhatFollows(object(at: "\(Self.path)/threads/\(second)"))
    #expect(send("GET", Self.path + "/threads").values("id") == [thread, second])
    #expect(send("GET", Self.path + "/conversations").items.count == 1)
    expectPost(send("GET", "\(Self.path)/threads/\(second)/posts").items.first, in: second, conversation)
  }
}
