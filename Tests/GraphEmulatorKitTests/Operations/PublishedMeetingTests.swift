import Foundation
import JSON
import TestSupport
import Testing

/// What online meetings have that nobody sends, and how they are found.
@Suite(.enabled(if: PublishedFolder.isThere, "GRAPH_METADATA names no folder with published metadata"))
struct PublishedMeetingTests: PublishedTenantTests {
  let tenant: PublishedTenant

  private static let ada = "11111111-1111-1111-1111-111111111111"
  private static let meetings = "/users/\(ada)/onlineMeetings"

  init() throws {
    tenant = try PublishedTenant(
      #"{"users":[{"id":"\#(Self.ada)","displayName":"Ada","userPrincipalName":"ada@contoso.example"}]}"#,
      .publishedV1)
  }

  /// The ids of those that a filter finds.
  private func found(_ filter: String) -> [String] {
    let encoded = filter.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    return send("GET", "\(Self.meetings)?$filter=\(encoded)").values("id")
  }

  @Test("a new meeting had no address, no chat and no organizer") func aMeetingCanBeJoined() throws {
    let meeting = send(
      "POST", Self.meetings,
      #"{"subject":"Sails","startDateTime":"2026-05-01T12:00:00Z","endDateTime":"2026-05-01T13:00:00Z"}"#)
    #expect(meeting.status == 201)
    let thread = try #require(meeting["chatInfo"]?.objectValue?["threadId"]?.stringValue)
    #expect(thread.hasPrefix("19:meeting_") && thread.hasSuffix("@thread.v2"))
    #expect(
      meeting["chatInfo"]?.text == #"{"messageId":"0","replyChainMessageId":null,"threadId":"\#(thread)"}"#)
    let address =
      "https://teams.microsoft.com/l/meetup-join/19%3ameeting_\(thread.dropFirst("19:meeting_".count))"
      + "/0?context=%7b%22Oid%22%3a%22\(Self.ada)%22%7d"
    #expect(meeting["joinWebUrl"] == .string(address))
    #expect(
      meeting["participants"]?.text
        == #"{"attendees":[],"organizer":{"identity":{"application":null,"device":null,"user":{"displayName":"Ada","#
        + #""id":"\#(Self.ada)"}},"role":"presenter","upn":"ada@contoso.example"}}"#)
    let number = try #require(
      meeting["joinMeetingIdSettings"]?.objectValue?["joinMeetingId"]?.stringValue)
    #expect(
      meeting["joinMeetingIdSettings"]?.text
        == #"{"isPasscodeRequired":false,"joinMeetingId":"\#(number)","passcode":null}"#)
    #expect(
      meeting["lobbyBypassSettings"]?.text == #"{"isDialInBypassEnabled":false,"scope":"organization"}"#)
    #expect(meeting["creationDateTime"]?.stringValue?.hasSuffix("Z") == true)
    #expect(meeting["allowedPresenters"] == "everyone" && meeting["isBroadcast"] == .bool(false))
    #expect(meeting["videoTeleconferenceId"]?.stringValue?.isEmpty == false)
    #expect(meeting["startDateTime"] == "2026-05-01T12:00:00Z" && meeting["subject"] == "Sails")
  }

  @Test func aMeetingIsFoundByWhatItsInvitationSays() throws {
    let meeting = send("POST", Self.meetings, #"{"subject":"Sails"}"#)
    _ = try make(Self.meetings, #"{"subject":"Oars"}"#)
    let id = try #require(meeting["id"]?.stringValue)
    let address = try #require(meeting["joinWebUrl"]?.stringValue)
    let number = try #require(
      meeting["joinMeetingIdSettings"]?.objectValue?["joinMeetingId"]?.stringValue)
    #expect(found("JoinWebUrl eq '\(address)'") == [id])
    #expect(found("joinMeetingIdSettings/joinMeetingId eq '\(number)'") == [id])
  }

  @Test func aMeetingHasWhatItsBodySays() {
    let meeting = send(
      "POST", Self.meetings,
      #"{"allowedPresenters":"organizer","joinMeetingIdSettings":{"isPasscodeRequired":true},"#
        + #""participants":{"attendees":[{"upn":"bob@contoso.example"}]}}"#)
    #expect(meeting["allowedPresenters"] == "organizer")
    let settings = meeting["joinMeetingIdSettings"]?.objectValue
    #expect(settings?["isPasscodeRequired"] == .bool(true))
    #expect(settings?["passcode"]?.stringValue?.isEmpty == false)
    let participants = meeting["participants"]?.objectValue
    #expect(
      participants?["attendees"]?.arrayValue?.map { $0.objectValue?["upn"] } == ["bob@contoso.example"])
    #expect(participants?["organizer"]?.objectValue?["upn"] == "ada@contoso.example")
  }

  @Test("meetings by an id of one's own were 501") func aMeetingIsMadeOnceForAnIdOfOnesOwn() throws {
    let path = Self.meetings + "/createOrGet"
    let body =
      #"{"externalId":"a1","subject":"Sails","participants":{"attendees":[{"upn":"bob@contoso.example"}]}}"#
    let first = send("POST", path, body)
    #expect(
      first.status == 201 && first["externalId"] == "a1" && first["subject"] == "Sails", "\(first.text)")
    #expect(first["joinWebUrl"]?.stringValue?.isEmpty == false)
    let organizer = first["participants"]?.objectValue?["organizer"]?.objectValue
    #expect(organizer?["upn"] == "ada@contoso.example")
    let again = send("POST", path, #"{"externalId":"a1","subject":"Oars"}"#)
    #expect(again.status == 200 && again.text == first.text, "\(again.text)")
    #expect(send("POST", path, #"{"externalId":"a2"}"#).status == 201)
    #expect(send("GET", Self.meetings).values("externalId") == ["a1", "a2"])
    #expect(send("POST", path, #"{"subject":"Sails"}"#).status == 400)
  }
}
