import JSON
import TestSupport
import Testing

/// Operations change what the service's documentation says that they change.
@Suite(.enabled(if: PublishedFolder.isThere, "GRAPH_METADATA names no folder with published metadata"))
struct PublishedChangeTests: PublishedTenantTests {
  let tenant: PublishedTenant

  private static let ada = "11111111-1111-1111-1111-111111111111"
  private static let me = "/users/\(ada)"

  init() throws {
    tenant = try PublishedTenant(
      #"{"users":[{"id":"\#(Self.ada)","displayName":"Ada","userPrincipalName":"ada@contoso.example"}]}"#,
      .publishedV1)
  }

  private func member(_ name: String, of path: String) -> JSONObject? {
    send("GET", path)[name]?.objectValue
  }

  @Test("what is only accepted was answered with 204") func acceptances() throws {
    for name in ["startWorkingTime", "endWorkingTime"] {
      expect(202, "\(Self.me)/solutions/workingTimeSchedule/\(name)")
    }
    let meetings = Self.me + "/onlineMeetings"
    let meeting = try made(in: meetings, #"{"subject":"Checkup"}"#)
    expect(202, meeting + "/sendVirtualAppointmentSms", #"{"attendees":[],"messageType":"confirmation"}"#)
    expect(
      202, meeting + "/sendVirtualAppointmentReminderSms",
      #"{"attendees":[],"remindBeforeTimeInMinutesType":"mins15"}"#)
  }

  @Test(
    "another time was proposed for events that take none, and without a response",
    arguments: [("decline", "declined"), ("tentativelyAccept", "tentativelyAccepted")])
  func newTimes(operation: String, response: JSONValue) throws {
    let moment = #"{"dateTime":"2026-01-01T09:00:00","timeZone":"UTC"}"#
    let time = #""proposedNewTime":{"start":\#(moment),"end":\#(moment)}"#
    let events = Self.me + "/events"
    let fixed = try made(in: events, #"{"subject":"a","allowNewTimeProposals":false}"#)
    #expect(
      error(send("POST", "\(fixed)/\(operation)", "{\(time)}"))
        == "400 ErrorInvalidRequest: Another time can't be proposed for this event.")
    #expect(member("responseStatus", of: fixed)?["response"] != response)
    expect(202, "\(fixed)/\(operation)", #"{"sendResponse":false}"#)
    let open = try made(in: events, #"{"subject":"b","allowNewTimeProposals":true}"#)
    #expect(
      error(send("POST", "\(open)/\(operation)", #"{"sendResponse":false,\#(time)}"#))
        == "400 ErrorInvalidRequest: Another time can't be proposed without sending a response.")
    expect(202, "\(open)/\(operation)", "{\(time)}")
    #expect(member("responseStatus", of: open)?["response"] == response)
  }

  /// - Returns: The path of what messages can be brought into.
  private func conversation(_ kind: String) throws -> String {
    guard kind == "channel" else { return try made(in: "/chats", #"{"chatType":"group","members":[]}"#) }
    let team = "/teams/\(try makeTeam())"
    return try made(in: team + "/channels", #"{"displayName":"Trips"}"#)
  }

  @Test(
    "the moment that messages begin at was told as that when the conversation was made, and migrations began twice",
    arguments: ["channel", "chat"])
  func migrations(kind: String) throws {
    let path = try conversation(kind)
    let before = object(at: path)
    let made = try #require(before["createdDateTime"])
    let begin = #"{"conversationCreationDateTime":"2020-01-01T00:00:00Z"}"#
    expect(204, path + "/startMigration", begin)
    let migrating = before.changed(["migrationMode": "inProgress", "originalCreatedDateTime": made])
    #expect(object(at: path) == migrating)
    #expect(
      error(send("POST", path + "/startMigration", begin))
        == "400 BadRequest: The \(kind) is in migration mode already.")
    expect(204, path + "/completeMigration")
    #expect(object(at: path) == migrating.changed(["migrationMode": "completed"]))
    expect(204, path + "/startMigration")
    #expect(object(at: path) == migrating)
  }

  @Test("time cards did not keep how they were at first") func timeCards() throws {
    let team = "/teams/\(try makeTeam())"
    let card = send(
      "POST", team + "/schedule/timeCards/clockIn",
      #"{"isAtApprovedLocation":true,"notes":{"contentType":"text","content":"late"}}"#)
    #expect(card.status == 201, "\(card.text)")
    let moment = try #require(card["createdDateTime"])
    let beginning: JSONObject = [
      "dateTime": moment, "isAtApprovedLocation": .bool(true),
      "notes": ["content": "late", "contentType": "text"],
    ]
    #expect(card["clockInEvent"] == .object(beginning))
    #expect(
      card["originalEntry"] == ["breaks": [], "clockInEvent": .object(beginning), "clockOutEvent": .null])
  }

  @Test("a status message did not say when it was published") func statusMessages() throws {
    let presence = Self.me + "/presence"
    let message = #"{"contentType":"text","content":"Lunch"}"#
    expect(200, presence + "/setStatusMessage", #"{"statusMessage":{"message":\#(message)}}"#)
    let shown = try #require(member("statusMessage", of: presence))
    let moment = try #require(shown["publishedDateTime"]?.stringValue)
    #expect(moment.hasSuffix("Z"))
    #expect(
      shown == [
        "expiryDateTime": .null, "message": ["content": "Lunch", "contentType": "text"],
        "publishedDateTime": .string(moment),
      ])
  }

  @Test("a status message without an end kept that of the one before") func anotherStatusMessage() throws {
    let presence = Self.me + "/presence"
    let first =
      #"{"message":{"content":"Lunch"},"expiryDateTime":{"dateTime":"2026-05-01T12:00:00","timeZone":"UTC"}}"#
    expect(200, presence + "/setStatusMessage", #"{"statusMessage":\#(first)}"#)
    let end = try #require(member("statusMessage", of: presence)?["expiryDateTime"]?.objectValue)
    #expect(end["timeZone"] == "UTC")
    expect(200, presence + "/setStatusMessage", #"{"statusMessage":{"message":{"content":"Back"}}}"#)
    let shown = try #require(member("statusMessage", of: presence))
    #expect(shown["expiryDateTime"] == .null)
    #expect(shown["message"]?.objectValue?["content"] == "Back")
  }

  @Test("no status message in place of one left its text, with a new date") func noStatusMessage() {
    let presence = Self.me + "/presence"
    let message = #"{"contentType":"text","content":"Lunch"}"#
    expect(200, presence + "/setStatusMessage", #"{"statusMessage":{"message":\#(message)}}"#)
    expect(200, presence + "/setStatusMessage", #"{"statusMessage":null}"#)
    #expect(send("GET", presence)["statusMessage"] == .null)
  }

  @Test("a place of work that is found took the place of one that is set by hand, and took it away")
  func placesOfWork() {
    let presence = Self.me + "/presence"
    let found = #"{"workLocationType":"office","placeId":"a"}"#
    let none: JSONObject = ["placeId": .null, "source": "none", "workLocationType": "unspecified"]
    expect(200, presence + "/setAutomaticLocation", found)
    expect(200, presence + "/clearAutomaticLocation")
    #expect(member("workLocation", of: presence) == none)
    expect(200, presence + "/setManualLocation", #"{"workLocationType":"remote","placeId":"b"}"#)
    expect(200, presence + "/setAutomaticLocation", found)
    expect(200, presence + "/clearAutomaticLocation")
    #expect(
      member("workLocation", of: presence)
        == ["placeId": "b", "source": "manual", "workLocationType": "remote"])
    expect(200, presence + "/clearLocation")
    #expect(member("workLocation", of: presence) == none)
  }

  @Test("a business had no page when it was published") func businesses() throws {
    let id = try make("/solutions/bookingBusinesses", #"{"displayName":"Lunch delivery"}"#)
    let path = "/solutions/bookingBusinesses/\(id)"
    let before = object(at: path)
    expect(204, path + "/publish")
    let page: JSONValue = .string("https://outlook.office365.com/owa/calendar/\(id)/bookings/")
    #expect(object(at: path) == before.changed(["isPublished": .bool(true), "publicUrl": page]))
    expect(204, path + "/unpublish")
    #expect(object(at: path) == before.changed(["isPublished": .bool(false), "publicUrl": .null]))
  }

  @Test("a job that was started stayed in quarantine") func quarantines() throws {
    let app = send("POST", "/applications", #"{"displayName":"Wiki"}"#)["appId"]?.stringValue
    let principal = try made(in: "/servicePrincipals", #"{"appId":"\#(try #require(app))"}"#)
    let job = try made(
      in: principal + "/synchronization/jobs",
      #"{"schedule":{"state":"Paused"},"status":{"code":"Quarantine","quarantine":{"reason":"Unknown"}}}"#)
    let before = try #require(member("status", of: job))
    #expect(before["quarantine"]?.objectValue?["reason"] == "Unknown")
    expect(204, job + "/start")
    #expect(member("status", of: job) == before.changed(["code": "Active", "quarantine": .null]))
  }
}
