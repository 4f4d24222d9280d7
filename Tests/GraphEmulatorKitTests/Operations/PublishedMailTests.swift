import JSON
import TestSupport
import Testing

/// Mail of what the service really publishes: who sends it has it in Sent Items, and who is in the tenant gets it.
@Suite(.enabled(if: PublishedFolder.isThere, "GRAPH_METADATA names no folder with published metadata"))
struct PublishedMailTests: PublishedTenantTests {
  let tenant: PublishedTenant

  private static let ada = "11111111-1111-1111-1111-111111111111"
  private static let bob = "22222222-2222-2222-2222-222222222222"
  private static let cleo = "33333333-3333-3333-3333-333333333333"

  init() throws {
    tenant = try PublishedTenant(
      #"""
      {"users":[{"id":"\#(Self.ada)","displayName":"Ada","userPrincipalName":"ada@contoso.example"},
                {"id":"\#(Self.bob)","displayName":"Bob","userPrincipalName":"bob@contoso.example"},
                {"id":"\#(Self.cleo)","displayName":"Cleo","userPrincipalName":"cleo@contoso.example",
                 "mail":"cleo.mail@contoso.example"}]}
      """#, .publishedV1)
  }

  private func messages(_ user: String, _ folder: String) -> [JSONObject] {
    send("GET", "/users/\(user)/mailFolders/\(folder)/messages").items
  }

  private func subjects(_ user: String, _ folder: String) -> [String] {
    messages(user, folder).compactMap { $0["subject"]?.stringValue }
  }

  /// `Ada <ada@contoso.example>` of each recipient in a value.
  private func people(_ value: JSONValue?) -> [String] {
    value.map { $0.arrayValue ?? [$0] }?.map { recipient in
      let address = recipient.objectValue?["emailAddress"]?.objectValue
      return "\(address?["name"]?.stringValue ?? "") <\(address?["address"]?.stringValue ?? "")>"
    } ?? []
  }

  private func content(_ message: JSONObject?) -> [String?] {
    let body = message?["body"]?.objectValue
    return [body?["contentType"]?.stringValue, body?["content"]?.stringValue]
  }

  private static let sender = ["Ada <ada@contoso.example>"]

  private static let lunch =
    #"{"subject":"Lunch?","body":{"contentType":"HTML","content":"<p>At noon</p>"},"#
    + #""toRecipients":[{"emailAddress":{"address":"BOB@contoso.example"}}],"#
    + #""ccRecipients":[{"emailAddress":{"address":"cleo.mail@contoso.example"}}],"#
    + #""bccRecipients":[{"emailAddress":{"address":"eve@fabrikam.example"}}],"#
    + ##""attachments":[{"@odata.type":"#microsoft.graph.fileAttachment","name":"menu.txt","contentBytes":"SGk="}]}"##

  /// Sends it as Ada, and is what Bob has of it then.
  private func sent() throws -> JSONObject {
    let reply = send("POST", "/users/\(Self.ada)/sendMail", #"{"message":\#(Self.lunch)}"#)
    #expect(reply.status == 202 && reply.text.isEmpty, "\(reply.text)")
    return try #require(messages(Self.bob, "inbox").first)
  }

  private func path(_ user: String, _ message: JSONObject?) throws -> String {
    "/users/\(user)/messages/\(try #require(message?["id"]?.stringValue))"
  }

  // MARK: Sending

  @Test func whatIsSentIsKeptAndDelivered() throws {
    let received = try sent()
    let kept = try #require(messages(Self.ada, "sentitems").first)
    for message in [kept, received] {
      #expect(people(message["from"]) == Self.sender && people(message["sender"]) == Self.sender)
      #expect(message["isDraft"] == .bool(false) && message["hasAttachments"] == .bool(true))
      #expect(content(message) == ["html", "<p>At noon</p>"])
      #expect(message["bodyPreview"] == "At noon" && message["subject"] == "Lunch?")
      #expect(message["sentDateTime"]?.stringValue != nil && message["conversationId"]?.stringValue != nil)
    }
    #expect(kept["isRead"] == .bool(true) && received["isRead"] == .bool(false))
    #expect(people(kept["bccRecipients"]) == [" <eve@fabrikam.example>"])
    #expect(received["bccRecipients"] == [])
    #expect(received["receivedDateTime"] == received["sentDateTime"])
    for name in ["conversationId", "internetMessageId", "toRecipients", "ccRecipients"] {
      #expect(received[name] == kept[name], "\(name)")
    }
    #expect(subjects(Self.cleo, "inbox") == ["Lunch?"])
    let attachments = send("GET", try path(Self.bob, received) + "/attachments")
    #expect(attachments.values("name") == ["menu.txt"], "\(attachments.text)")
  }

  @Test func whatIsNotToBeKeptIsDelivered() {
    let reply = send(
      "POST", "/users/\(Self.ada)/sendMail", #"{"message":\#(Self.lunch),"saveToSentItems":false}"#)
    #expect(reply.status == 202, "\(reply.text)")
    #expect(messages(Self.ada, "sentitems").isEmpty)
    #expect(subjects(Self.bob, "inbox") == ["Lunch?"])
  }

  @Test("who got mail as a blind copy did not get it") func blindCopiesAreDelivered() throws {
    let body = #"{"subject":"Secret","bccRecipients":[{"emailAddress":{"address":"bob@contoso.example"}}]}"#
    let reply = send("POST", "/users/\(Self.ada)/sendMail", #"{"message":\#(body)}"#)
    #expect(reply.status == 202, "\(reply.text)")
    let draft = try make("/users/\(Self.ada)/messages", body)
    #expect(send("POST", "/users/\(Self.ada)/messages/\(draft)/send").status == 202)
    #expect(messages(Self.bob, "inbox").map { $0["bccRecipients"] } == [[], []])
    #expect(subjects(Self.bob, "inbox") == ["Secret", "Secret"])
    let kept = messages(Self.ada, "sentitems").map { people($0["bccRecipients"]) }
    #expect(kept == [[" <bob@contoso.example>"], [" <bob@contoso.example>"]])
  }

  /// As the published examples write it.
  @Test("saveToSentItems as a text was 400", arguments: [("false", 0), ("True", 1)])
  func aTruthMayBeAText(text: String, count: Int) {
    let reply = send(
      "POST", "/users/\(Self.ada)/sendMail", #"{"message":\#(Self.lunch),"saveToSentItems":"\#(text)"}"#)
    #expect(reply.status == 202, "\(reply.text)")
    #expect(messages(Self.ada, "sentitems").count == count)
    let other = send(
      "POST", "/users/\(Self.ada)/sendMail", #"{"message":\#(Self.lunch),"saveToSentItems":"no"}"#)
    #expect(other.status == 400, "\(other.text)")
  }

  @Test func mailToNobodyIsRefused() {
    let reply = send("POST", "/users/\(Self.ada)/sendMail", #"{"message":{"subject":"Lunch?"}}"#)
    #expect(reply.status == 400 && reply.errorCodes == ["ErrorInvalidRecipients"], "\(reply.text)")
    #expect(messages(Self.ada, "sentitems").isEmpty)
  }

  @Test func aDraftMovesToSentItems() throws {
    let made = send("POST", "/users/\(Self.ada)/messages", Self.lunch)
    let message = "/users/\(Self.ada)/messages/\(try #require(made["id"]?.stringValue))"
    let reply = send("POST", message + "/send")
    #expect(reply.status == 202 && reply.text.isEmpty, "\(reply.text)")
    let shown = send("GET", message)
    #expect(shown["parentFolderId"] == "sentitems" && shown["isDraft"] == .bool(false))
    #expect(people(shown["from"]) == Self.sender)
    let received = try #require(messages(Self.bob, "inbox").first)
    #expect(received["subject"] == "Lunch?" && received["isRead"] == .bool(false))
    #expect(received["parentFolderId"] == "inbox" && received["bccRecipients"] == [])
    #expect(send("GET", try path(Self.bob, received) + "/attachments").values("name") == ["menu.txt"])
  }

  @Test("a draft was in no folder, and had nothing that its body does not say") func aDraftIsOne() throws {
    let made = send("POST", "/users/\(Self.ada)/messages", Self.lunch)
    #expect(made.status == 201 && made["parentFolderId"] == "drafts", "\(made.text)")
    #expect(made["isDraft"] == .bool(true) && made["isRead"] == .bool(true))
    #expect(made["hasAttachments"] == .bool(true) && made["importance"] == "normal")
    #expect(made["bodyPreview"] == "At noon" && made["inferenceClassification"] == "focused")
    #expect(made["flag"]?.objectValue?["flagStatus"] == "notFlagged")
    #expect(made["isReadReceiptRequested"] == .bool(false))
    #expect(made["internetMessageId"]?.stringValue?.hasSuffix("@prod.outlook.com>") == true)
    #expect(made["conversationId"]?.stringValue?.count == 36)
    #expect(
      made["sentDateTime"] == made["createdDateTime"] && made["receivedDateTime"] == made["createdDateTime"])
    #expect(made["from"] == .null && made["sender"] == .null)
    #expect(subjects(Self.ada, "drafts") == ["Lunch?"])
    let own = send("POST", "/users/\(Self.ada)/messages", #"{"importance":"high","isRead":false}"#)
    #expect(own["importance"] == "high" && own["isRead"] == .bool(false))
    #expect(own["hasAttachments"] == .bool(false) && own["bodyPreview"] == "")
    let path = try path(Self.ada, own.json.objectValue)
    for (change, preview) in [
      (#"{"body":{"content":"<b>Late</b>","contentType":"html"}}"#, "Late"),
      (#"{"subject":"Other"}"#, "Late"),
      (#"{"bodyPreview":"Mine"}"#, "Late"),
      (#"{"bodyPreview":"Mine","body":{"content":"Early","contentType":"text"}}"#, "Early"),
      (#"{"body":null}"#, ""),
    ] {
      #expect(send("PATCH", path, change).status < 300)
      #expect(send("GET", path)["bodyPreview"] == .string(preview), "\(change)")
    }
    let previewed = #"{"bodyPreview":"Mine","body":{"content":"Soon"}}"#
    #expect(send("POST", "/users/\(Self.ada)/messages", previewed)["bodyPreview"] == "Soon")
    let filed = send("POST", "/users/\(Self.ada)/mailFolders/archive/messages", "{}")
    #expect(filed["parentFolderId"] == "archive" && filed["isDraft"] == .bool(true), "\(filed.text)")
  }

  @Test("hasAttachments stayed what it was") func attachmentsAreTold() throws {
    let message = "/users/\(Self.ada)/messages/\(try make("/users/\(Self.ada)/messages", "{}"))"
    let attachment = ##""@odata.type":"#microsoft.graph.fileAttachment","contentBytes":"SGk=""##
    _ = try make(message + "/attachments", #"{\#(attachment),"name":"logo","isInline":true}"#)
    #expect(send("GET", message)["hasAttachments"] == .bool(false))
    let file = try make(message + "/attachments", #"{\#(attachment),"name":"menu"}"#)
    #expect(send("GET", message)["hasAttachments"] == .bool(true))
    #expect(send("GET", "/users/\(Self.ada)/messages?$filter=hasAttachments eq true").items.count == 1)
    _ = send("DELETE", "\(message)/attachments/\(file)")
    #expect(send("GET", message)["hasAttachments"] == .bool(false))
  }

  @Test("a message was sent again and again") func whatIsSentIsNoDraft() throws {
    let made = send("POST", "/users/\(Self.ada)/messages", Self.lunch)
    let message = try path(Self.ada, made.json.objectValue)
    #expect(send("POST", message + "/send").status == 202)
    #expect(send("GET", message)["internetMessageId"] == made["internetMessageId"])
    let again = send("POST", message + "/send")
    #expect(again.status == 400 && again.errorCodes == ["ErrorInvalidRequest"], "\(again.text)")
    #expect(again.message == "The message isn't a draft, and can't be sent.")
    #expect(subjects(Self.bob, "inbox") == ["Lunch?"])
    let received = send("POST", try path(Self.bob, messages(Self.bob, "inbox").first) + "/send")
    #expect(received.status == 400 && received.errorCodes == ["ErrorInvalidRequest"], "\(received.text)")
  }

  @Test(
    "mail to somebody without an address was sent",
    arguments: ["toRecipients", "ccRecipients", "bccRecipients"])
  func aRecipientHasAnAddress(list: String) throws {
    let other = #"{"emailAddress":{"address":"bob@contoso.example"}}"#
    let body = #"{"subject":"Lunch?","\#(list)":[\#(other),{"emailAddress":{"name":"Bob"}}]}"#
    let draft = try make("/users/\(Self.ada)/messages", body)
    let replies = [
      send("POST", "/users/\(Self.ada)/sendMail", #"{"message":\#(body)}"#),
      send("POST", "/users/\(Self.ada)/messages/\(draft)/send"),
    ]
    for reply in replies {
      #expect(reply.status == 400 && reply.errorCodes == ["ErrorInvalidRecipients"], "\(reply.text)")
      #expect(
        reply.message == "At least one recipient isn't valid., Recipient '' isn't resolved. "
          + "All recipients must be resolved before a message can be submitted.")
    }
    #expect(messages(Self.bob, "inbox").isEmpty && messages(Self.ada, "sentitems").isEmpty)
  }

  @Test(
    "answers went to somebody without an address",
    arguments: [
      ("reply", #"{"message":{"toRecipients":[NAME]}}"#),
      ("replyAll", #"{"message":{"toRecipients":[NAME]}}"#),
      ("forward", #"{"toRecipients":[NAME]}"#), ("forward", #"{"message":{"toRecipients":[NAME]}}"#),
    ])
  func anAnswerGoesToAnAddress(operation: String, body: String) throws {
    let message = try path(Self.bob, try sent())
    let named = body.replacing("NAME", with: #"{"emailAddress":{"name":"Cleo"}}"#)
    let reply = send("POST", "\(message)/\(operation)", named)
    #expect(reply.status == 400 && reply.errorCodes == ["ErrorInvalidRecipients"], "\(reply.text)")
    #expect(messages(Self.bob, "sentitems").isEmpty)
  }

  @Test("recipients said a type that is the declared one") func aRecipientHasNoType() {
    let made = send("POST", "/users/\(Self.ada)/messages", Self.lunch)
    #expect(
      made["toRecipients"]?.text == #"[{"emailAddress":{"name":null,"address":"BOB@contoso.example"}}]"#)
  }

  // MARK: Answers

  @Test func aReplyGoesToWhoSent() throws {
    let received = try sent()
    let reply = send("POST", try path(Self.bob, received) + "/reply", #"{"comment":"Yes"}"#)
    #expect(reply.status == 202 && reply.text.isEmpty, "\(reply.text)")
    #expect(subjects(Self.bob, "sentitems") == ["RE: Lunch?"])
    let answer = try #require(messages(Self.ada, "inbox").first)
    #expect(answer["subject"] == "RE: Lunch?" && people(answer["toRecipients"]) == Self.sender)
    #expect(answer["conversationId"] == received["conversationId"])
    #expect(people(answer["from"]) == ["Bob <bob@contoso.example>"])
    #expect(content(answer) == ["html", "Yes<hr><p>At noon</p>"])
    #expect(messages(Self.cleo, "inbox").count == 1)
    // The prefix is there once.
    _ = send("POST", try path(Self.ada, answer) + "/reply", #"{"comment":"Good"}"#)
    #expect(subjects(Self.bob, "inbox") == ["Lunch?", "RE: Lunch?"])
  }

  @Test func aReplyToAllGoesToAllOthers() throws {
    let reply = send("POST", try path(Self.bob, try sent()) + "/replyAll", #"{"comment":"Yes"}"#)
    #expect(reply.status == 202, "\(reply.text)")
    let answer = try #require(messages(Self.ada, "inbox").first)
    #expect(people(answer["toRecipients"]) == Self.sender)
    #expect(people(answer["ccRecipients"]) == [" <cleo.mail@contoso.example>"])
    #expect(subjects(Self.cleo, "inbox") == ["Lunch?", "RE: Lunch?"])
    #expect(subjects(Self.bob, "inbox") == ["Lunch?"])
  }

  @Test func aMessageIsForwarded() throws {
    let message = try path(Self.bob, try sent())
    let to = #""toRecipients":[{"emailAddress":{"address":"cleo@contoso.example"}}]"#
    #expect(send("POST", message + "/forward", #"{"comment":"See",\#(to)}"#).status == 202)
    #expect(send("POST", message + "/forward", #"{"message":{"subject":"Mine",\#(to)}}"#).status == 202)
    #expect(subjects(Self.cleo, "inbox") == ["Lunch?", "FW: Lunch?", "Mine"])
    #expect(send("POST", message + "/forward", #"{"comment":"See"}"#).status == 400)
    #expect(send("POST", message + "/forward", #"{\#(to),"message":{\#(to)}}"#).status == 400)
    let both = #"{"comment":"See","message":{"body":{"content":"See"}},\#(to)}"#
    #expect(send("POST", message + "/forward", both).status == 400)
  }

  @Test(arguments: [
    ("createReply", "RE: Lunch?", sender, [String]()),
    ("createReplyAll", "RE: Lunch?", sender, [" <cleo.mail@contoso.example>"]),
    ("createForward", "FW: Lunch?", [], []),
  ]) func anAnswerIsDraftedAndSent(
    operation: String, subject: String, to: [String], cc: [String]
  ) throws {
    let received = try sent()
    let draft = send("POST", try path(Self.bob, received) + "/\(operation)")
    #expect(draft.status == 201 && draft["subject"] == .string(subject), "\(draft.text)")
    #expect(draft["isDraft"] == .bool(true) && draft["parentFolderId"] == "drafts")
    #expect(draft["conversationId"] == received["conversationId"])
    #expect(people(draft["toRecipients"]?.arrayValue.map(JSONValue.array)) == to)
    #expect(people(draft["ccRecipients"]?.arrayValue.map(JSONValue.array)) == cc)
    #expect(subjects(Self.bob, "drafts") == [subject])
    let sending = send("POST", try path(Self.bob, draft.json.objectValue) + "/send")
    #expect(sending.status == (to.isEmpty ? 400 : 202), "\(sending.text)")
    #expect(subjects(Self.ada, "inbox") == (to.isEmpty ? [] : [subject]))
  }

  // MARK: Others

  @Test func anEventIsForwarded() throws {
    let event = send(
      "POST", "/users/\(Self.ada)/events",
      #"{"subject":"Talk","start":{"dateTime":"2026-01-01T09:00:00","timeZone":"UTC"}}"#)
    let id = try #require(event["id"]?.stringValue)
    let reply = send(
      "POST", "/users/\(Self.ada)/events/\(id)/forward",
      #"{"ToRecipients":[{"EmailAddress":{"Address":"bob@contoso.example"}}],"Comment":"Come"}"#)
    #expect(reply.status == 202 && reply.text.isEmpty, "\(reply.text)")
    let request = try #require(messages(Self.bob, "inbox").first)
    #expect(request["@odata.type"] == "#microsoft.graph.eventMessageRequest")
    #expect(request["subject"] == "FW: Talk" && request["meetingMessageType"] == "meetingRequest")
    #expect(
      request["startDateTime"]?.objectValue?["dateTime"]?.stringValue?.hasPrefix("2026-01-01T09") == true)
    #expect(messages(Self.ada, "sentitems").isEmpty)
  }

  @Test func breaksBeginAndEnd() throws {
    let cards = "/teams/\(try makeTeam())/schedule/timeCards"
    let card = send("POST", cards + "/clockIn", "{}")
    let path = cards + "/\(try #require(card["id"]?.stringValue))"
    #expect(send("POST", path + "/startBreak", #"{"isAtApprovedLocation":true}"#).status == 204)
    #expect(send("GET", path)["state"] == "onBreak")
    #expect(send("POST", path + "/endBreak").status == 204)
    let shown = send("GET", path)
    let pause = try #require(shown["breaks"]?.arrayValue?.first?.objectValue)
    #expect(shown["state"] == "clockedIn" && pause["breakId"]?.stringValue?.hasPrefix("BRK_") == true)
    #expect(pause["start"]?.objectValue?["isAtApprovedLocation"] == .bool(true))
    #expect(pause["end"]?.objectValue?["dateTime"]?.stringValue != nil)
  }

  @Test func aReplyQuotesMessages() throws {
    let chat = try #require(send("POST", "/chats", #"{"chatType":"group","members":[]}"#)["id"]?.stringValue)
    let messages = "/chats/\(chat)/messages"
    let quoted = send("POST", messages, #"{"body":{"content":"Hi"}}"#)
    let id = try #require(quoted["id"]?.stringValue)
    let reply = send(
      "POST", messages + "/replyWithQuote",
      #"{"messageIds":["\#(id)"],"replyMessage":{"body":{"content":"Hello"}}}"#)
    #expect(reply.status == 201, "\(reply.text)")
    let attachment = reply["attachments"]?.arrayValue?.first?.objectValue
    #expect(attachment?["id"] == .string(id) && attachment?["contentType"] == "messageReference")
    #expect(attachment?["content"] == .string(#"{"messageId":"\#(id)"}"#))
    #expect(send("GET", messages).items.count == 2)
  }
}
