import Foundation
import GraphEmulatorKit
import GraphStore
import HTTPMessages
import JSON
import Tenants
import TestSupport
import Testing

/// What subscribers are told of collections that hang off objects: mail, calendars, contacts, tasks, chats and channels.
@Suite(.enabled(if: PublishedFolder.isThere, "GRAPH_METADATA names no folder with published metadata"))
struct PublishedNotificationTests: PublishedTenantTests {
  let tenant: PublishedTenant
  private let listener: Listener

  private static let ada = "11111111-1111-1111-1111-111111111111"
  private static let bob = "22222222-2222-2222-2222-222222222222"
  private static let seed = """
    {"users":[{"id":"\(ada)","userPrincipalName":"ada@contoso.example"},
              {"id":"\(bob)","userPrincipalName":"bob@contoso.example"}]}
    """
  private static let all = "created,updated,deleted"

  init() throws {
    tenant = try PublishedTenant(Self.seed, .publishedV1)
    listener = try Listener()
    let main = try #require(tenant.emulator.core.tenants.mainTenant)
    main.clock.mode = .frozen(try #require(Moment("2026-01-31T08:15:30Z")))
  }

  private func subscribe(
    _ resource: String, _ changeType: String = all, until end: String = "2026-02-01T00:00:00Z",
    more: String = "", headers: [HeaderField] = []
  ) -> Reply {
    tenant.emulator.send(
      "POST", "/subscriptions",
      """
      {"resource":"\(resource)","changeType":"\(changeType)","notificationUrl":"\(listener.url)",
       "expirationDateTime":"\(end)","clientState":"secret"\(more)}
      """, version: "v1.0", headers: headers)
  }

  private func subscribed(_ resource: String, _ changeType: String = all) throws -> String {
    let reply = subscribe(resource, changeType)
    try #require(reply.status == 201, "\(reply.text)")
    return try #require(reply["id"]?.stringValue)
  }

  /// - Parameter tag: nil of an object that is gone, and where objects have none.
  private func item(
    _ subscription: String, _ changeType: String, _ resource: String, _ type: String, _ id: String,
    tag: String? = nil
  ) throws -> JSONObject {
    let organization = try #require(send("GET", "/organization").values("id").first)
    var data: JSONObject = [
      "@odata.type": .string("#Microsoft.Graph.\(type)"), "@odata.id": .string(resource), "id": .string(id),
    ]
    if let tag { data["@odata.etag"] = .string(tag) }
    return [
      "changeType": .string(changeType), "clientState": "secret", "resource": .string(resource),
      "resourceData": .object(data), "subscriptionExpirationDateTime": "2026-02-01T00:00:00Z",
      "subscriptionId": .string(subscription), "tenantId": .string(organization),
    ]
  }

  private func tag(_ path: String) throws -> String {
    try #require(send("GET", path)["@odata.etag"]?.stringValue)
  }

  /// `created Users/1/Messages/2` of each.
  private static func told(_ items: [JSONObject]) -> [String] {
    items.map { "\($0["changeType"]?.stringValue ?? "") \($0["resource"]?.stringValue ?? "")" }
  }

  // MARK: What a mailbox has

  private static let event = """
    {"subject":"a","start":{"dateTime":"2026-02-12T10:00:00","timeZone":"UTC"},
     "end":{"dateTime":"2026-02-12T11:00:00","timeZone":"UTC"}}
    """

  @Test(
    "a subscription to what a mailbox has was 400",
    arguments: [
      ("messages", "Message", #"{"subject":"a"}"#, #"{"subject":"b"}"#),
      ("events", "Event", event, #"{"subject":"b"}"#),
      ("contacts", "Contact", #"{"givenName":"a"}"#, #"{"givenName":"b"}"#),
    ]) func ofMailboxes(collection: String, type: String, body: String, change: String) async throws
  {
    let place = "/users/\(Self.ada)/\(collection)"
    let id = try subscribed(place)
    _ = try make("/users/\(Self.bob)/\(collection)", body)
    let object = try make(place, body)
    let first = try tag("\(place)/\(object)")
    #expect(send("PATCH", "\(place)/\(object)", change).status == 200)
    let second = try tag("\(place)/\(object)")
    #expect(send("DELETE", "\(place)/\(object)").status == 204)
    let resource = "Users/\(Self.ada)/\(type)s/\(object)"
    let items = try await listener.items(3)
    #expect(
      items == [
        try item(id, "created", resource, type, object, tag: first),
        try item(id, "updated", resource, type, object, tag: second),
        try item(id, "deleted", resource, type, object),
      ])
  }

  @Test("mail that came to an inbox was told to nobody")
  func ofMailThatComes() async throws {
    let id = try subscribed("users/\(Self.bob)/mailFolders('Inbox')/messages", "created")
    _ = try subscribed("users/\(Self.ada)/mailFolders('inbox')/messages")
    let mail = #"{"subject":"c","toRecipients":[{"emailAddress":{"address":"bob@contoso.example"}}]}"#
    expect(202, "/users/\(Self.ada)/sendMail", #"{"message":\#(mail)}"#)
    let inbox = "/users/\(Self.bob)/mailFolders/inbox/messages"
    let message = try #require(send("GET", inbox).values("id").first)
    let items = try await listener.items(1)
    #expect(
      items == [
        try item(
          id, "created", "Users/\(Self.bob)/Messages/\(message)", "Message", message,
          tag: tag("\(inbox)/\(message)"))
      ])
  }

  @Test("what is moved is created in one folder, and deleted in the other")
  func ofMessagesThatAreMoved() async throws {
    let mailbox = "/users/\(Self.ada)"
    let folder = try make("\(mailbox)/mailFolders", #"{"displayName":"Project"}"#)
    let inbox = try subscribed("users/\(Self.ada)/mailFolders('inbox')/messages")
    let project = try subscribed("users/\(Self.ada)/mailFolders/\(folder)/messages")
    let message = try make("\(mailbox)/mailFolders/inbox/messages", #"{"subject":"a"}"#)
    let moved = send("POST", "\(mailbox)/messages/\(message)/move", #"{"destinationId":"\#(folder)"}"#)
    let copy = try #require(moved["id"]?.stringValue, "\(moved.text)")
    let items = try await listener.items(3)
    let messages = "Users/\(Self.ada)/Messages"
    #expect(
      Self.told(items) == [
        "created \(messages)/\(message)", "created \(messages)/\(copy)", "deleted \(messages)/\(message)",
      ])
    #expect(items.map { $0["subscriptionId"]?.stringValue } == [inbox, project, inbox])
  }

  @Test func ofAFolderInAFolder() async throws {
    let folders = "/users/\(Self.ada)/mailFolders"
    let outer = try make(folders, #"{"displayName":"Clients"}"#)
    let inner = try make("\(folders)/\(outer)/childFolders", #"{"displayName":"Adatum"}"#)
    _ = try subscribed("users/ada@contoso.example/mailFolders/\(inner)/messages", "created")
    _ = try make("\(folders)/\(outer)/messages", #"{"subject":"elsewhere"}"#)
    let message = try make("\(folders)/\(inner)/messages", #"{"subject":"a"}"#)
    #expect(Self.told(try await listener.items(1)) == ["created Users/\(Self.ada)/Messages/\(message)"])
  }

  @Test func ofWhoeverAsks() async throws {
    let token = UnsignedToken.delegated("User.Read Mail.Read", user: Self.ada)
    let reply = subscribe("me/messages", "created", headers: [token])
    try #require(reply.status == 201, "\(reply.text)")
    #expect(reply["resource"] == "me/messages")
    _ = try make("/users/\(Self.bob)/messages", #"{"subject":"a"}"#)
    let message = try make("/users/\(Self.ada)/messages", #"{"subject":"a"}"#)
    #expect(Self.told(try await listener.items(1)) == ["created Users/\(Self.ada)/Messages/\(message)"])
  }

  @Test func ofOneMessage() async throws {
    let messages = "/users/\(Self.ada)/messages"
    let message = try make(messages, #"{"subject":"a"}"#)
    let other = try make(messages, #"{"subject":"a"}"#)
    let id = try subscribed("\(messages)/\(message)")
    #expect(send("PATCH", "\(messages)/\(other)", #"{"subject":"b"}"#).status == 200)
    #expect(send("PATCH", "\(messages)/\(message)", #"{"subject":"b"}"#).status == 200)
    #expect(send("DELETE", "\(messages)/\(message)").status == 204)
    let resource = "Users/\(Self.ada)/Messages/\(message)"
    #expect(Self.told(try await listener.items(2)) == ["updated \(resource)", "deleted \(resource)"])
    #expect(send("GET", "/subscriptions/\(id)").status == 404)
  }

  @Test func ofTasks() async throws {
    let lists = "/users/\(Self.ada)/todo/lists"
    let list = try make(lists, #"{"displayName":"Chores"}"#)
    let id = try subscribed("users/\(Self.ada)/todo/lists/\(list)/tasks", "created")
    let other = try make(lists, #"{"displayName":"Others"}"#)
    _ = try make("\(lists)/\(other)/tasks", #"{"title":"a"}"#)
    let task = try make("\(lists)/\(list)/tasks", #"{"title":"a"}"#)
    let resource = "Users/\(Self.ada)/Todo/Lists/\(list)/Tasks/\(task)"
    #expect(
      try await listener.items(1) == [
        try item(id, "created", resource, "TodoTask", task, tag: tag("\(lists)/\(list)/tasks/\(task)"))
      ])
  }

  // MARK: Teams

  private func makeChat() throws -> String {
    try make(
      "/chats",
      """
      {"chatType":"group","members":[{"@odata.type":"#microsoft.graph.aadUserConversationMember",
        "roles":["owner"],"user@odata.bind":"https://graph.microsoft.com/v1.0/users('\(Self.ada)')"}]}
      """)
  }

  private static let hello = #"{"body":{"content":"hello"}}"#

  @Test("a subscription to the messages of chats was 400")
  func ofChats() async throws {
    let (chat, other) = (try makeChat(), try makeChat())
    let team = try makeTeam()
    let channel = try #require(send("GET", "/teams/\(team)/channels").values("id").first)
    let one = try subscribed("chats/\(chat)/messages")
    let every = try subscribed("/chats/getAllMessages")
    _ = try make("/teams/\(team)/channels/\(channel)/messages", Self.hello)
    let elsewhere = try make("/chats/\(other)/messages", Self.hello)
    let message = try make("/chats/\(chat)/messages", Self.hello)
    #expect(send("PATCH", "/chats/\(chat)/messages/\(message)", #"{"body":{"content":"b"}}"#).status == 204)
    let resource = "chats('\(chat)')/messages('\(message)')"
    #expect(
      try await listener.items(5) == [
        try item(
          every, "created", "chats('\(other)')/messages('\(elsewhere)')", "chatMessage", elsewhere),
        try item(one, "created", resource, "chatMessage", message),
        try item(every, "created", resource, "chatMessage", message),
        try item(one, "updated", resource, "chatMessage", message),
        try item(every, "updated", resource, "chatMessage", message),
      ])
  }

  @Test func ofChannels() async throws {
    let (chat, team) = (try makeChat(), try makeTeam())
    let channel = try #require(send("GET", "/teams/\(team)/channels").values("id").first)
    let one = try subscribed("teams/\(team)/channels/\(channel)/messages", "created")
    let every = try subscribed("teams/getAllMessages", "created")
    _ = try make("/chats/\(chat)/messages", Self.hello)
    let message = try make("/teams/\(team)/channels/\(channel)/messages", Self.hello)
    let resource = "teams('\(team)')/channels('\(channel)')/messages('\(message)')"
    #expect(
      try await listener.items(2) == [
        try item(one, "created", resource, "chatMessage", message),
        try item(every, "created", resource, "chatMessage", message),
      ])
  }

  // MARK: What is refused

  @Test func livesAreAsLongAsTheKindOfObjectAllows() throws {
    let chat = try makeChat()
    let list = try make("/users/\(Self.ada)/todo/lists", #"{"displayName":"Chores"}"#)
    // Each end is the last one that is taken.
    for (resource, minutes, end) in [
      ("users/\(Self.ada)/messages", 4230, "2026-02-03T06:45:30Z"),
      ("chats/\(chat)/messages", 4320, "2026-02-03T08:15:30Z"), ("users", 41_760, "2026-03-01T08:15:30Z"),
      ("users/\(Self.ada)/todo/lists/\(list)/tasks", 4230, "2026-02-03T06:45:30Z"),
    ] {
      let later = end.replacing(":30Z", with: ":31Z")
      #expect(
        error(subscribe(resource, until: later))
          == "400 ExtensionError: Subscription expiration can only be \(minutes) minutes in the future.")
      #expect(subscribe(resource, until: end).status == 201, "\(resource)")
    }
  }

  @Test(arguments: [
    "users/\(ada)/mailFolders", "users/\(ada)/calendarView", "users/\(ada)/todo/lists",
    "users/\(ada)/messages?$filter=isRead eq false", "users/\(ada)/messages?$select=subject&$top=1",
    "users/\(ada)/messages/$count", "security/alerts_v2", "communications/presences/\(ada)",
    "users/\(ada)/drive/root", "users/\(ada)/chats/getAllMessages", "chats/getAllRetainedMessages",
  ]) func ofOthersNothingIsTold(resource: String) {
    #expect(
      error(subscribe(resource))
        == "400 InvalidRequest: Resource '\(resource)' is not supported for change notifications.")
  }

  @Test(arguments: ["Mail.Read", "User.Read.All", "GroupMember.Read.All"])
  func whoMayReadMaySubscribe(permission: String) {
    let token = UnsignedToken.application([permission])
    let messages = "/users/\(Self.ada)/messages"
    let read = tenant.emulator.send("GET", messages, version: "v1.0", headers: [token])
    let reply = subscribe(messages, headers: [token])
    #expect(reply.status == (read.status == 200 ? 201 : read.status), "\(reply.text)")
  }

  @Test func whatIsNotThereIsMissing() {
    #expect(
      error(subscribe("users/\(Self.ada)/mailFolders/nope/messages"))
        == "404 Request_ResourceNotFound: Resource 'nope' does not exist or one of its queried "
        + "reference-property objects are not present.")
  }

  @Test func tasksAreNotSentAlong() throws {
    let list = try make("/users/\(Self.ada)/todo/lists", #"{"displayName":"Chores"}"#)
    let reply = subscribe(
      "users/\(Self.ada)/todo/lists/\(list)/tasks", more: #","includeResourceData":true"#)
    #expect(
      error(reply) == "400 InvalidRequest: includeResourceData is not supported for this resource.")
  }

  // MARK: Later

  @Test func subscriptionsOutliveTheEmulator() async throws {
    let folder = try TemporaryFolder()
    let configure: (inout EmulatorConfiguration) -> Void = {
      $0.dataDirectory = folder.path
      $0.metadata = [.publishedV1]
    }
    do {
      let emulator = try TestEmulator(Self.seed, configure)
      let now = try #require(emulator.core.tenants.mainTenant).clock.now
      let end = try #require(now.adding(ticks: 864_000_000_000)).seconds
      let made = emulator.send(
        "POST", "/subscriptions",
        """
        {"resource":"users/\(Self.ada)/mailFolders('inbox')/messages","changeType":"created",
         "notificationUrl":"\(listener.url)","expirationDateTime":"\(end)"}
        """, version: "v1.0")
      try #require(made.status == 201, "\(made.text)")
    }
    let emulator = try TestEmulator("{}", configure)
    let inbox = "/users/\(Self.ada)/mailFolders/inbox/messages"
    let message = emulator.send("POST", inbox, #"{"subject":"a"}"#, version: "v1.0")
    let id = try #require(message["id"]?.stringValue, "\(message.text)")
    #expect(Self.told(try await listener.items(1)) == ["created Users/\(Self.ada)/Messages/\(id)"])
    withExtendedLifetime((emulator, folder)) {}
  }
}
