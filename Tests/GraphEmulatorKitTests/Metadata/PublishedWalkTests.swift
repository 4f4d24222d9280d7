import JSON
import TestSupport
import Testing

/// The places of the whole of v1.0, where somebody has it (docs/metadata.md).
@Suite(.enabled(if: PublishedFolder.isThere, "GRAPH_METADATA names no folder with published metadata"))
struct PublishedWalkTests: PublishedTenantTests {
  let tenant: PublishedTenant

  init() throws {
    let user = #"{"id":"\#(Self.user)","userPrincipalName":"ada@contoso.example"}"#
    tenant = try PublishedTenant(
      #"{"users":[\#(user)],"groups":[{"id":"\#(Self.group)","displayName":"Red"}]}"#, .publishedV1)
  }

  private static let user = "11111111-1111-1111-1111-111111111111"
  private static let group = "22222222-2222-2222-2222-222222222222"

  @Test(arguments: [
    ("/users/\(user)/messages", #"{"subject":"a"}"#, #"{"subject":"b"}"#),
    ("/users/\(user)/events", #"{"subject":"a"}"#, #"{"subject":"b"}"#),
    (
      "/users/\(user)/extensions",
      ##"{"@odata.type":"#microsoft.graph.openTypeExtension","extensionName":"a","theme":"b"}"##,
      #"{"theme":"c"}"#
    ),
    ("/planner/plans", #"{"title":"a","owner":"a"}"#, #"{"title":"b"}"#),
    ("/policies/claimsMappingPolicies", #"{"displayName":"a"}"#, #"{"displayName":"b"}"#),
    ("/policies/tokenIssuancePolicies", #"{"displayName":"a"}"#, #"{"displayName":"b"}"#),
    (
      "/identity/conditionalAccess/authenticationContextClassReferences", #"{"displayName":"a"}"#,
      #"{"displayName":"b"}"#
    ),
    ("/groups/\(group)/threads", #"{"topic":"a"}"#, #"{"topic":"b"}"#),
  ]) func objectsAreMadeReadChangedAndDeleted(path: String, body: String, change: String) throws {
    let made = send("POST", path, body)
    #expect(made.status == 201, "\(made.text)")
    let id = try #require(made["id"]?.stringValue)
    #expect(send("GET", path).values("id") == [id])
    #expect(send("GET", "\(path)/\(id)").json.objectValue?["id"] == .string(id))
    let changed = send("PATCH", "\(path)/\(id)", change)
    #expect([200, 204].contains(changed.status), "\(changed.text)")
    #expect(send("DELETE", "\(path)/\(id)").status == 204)
    #expect(send("GET", "\(path)/\(id)").status == 404)
    #expect(send("GET", path).items.isEmpty)
  }

  @Test func mailIsInFolders() throws {
    let mailbox = "/users/\(Self.user)"
    let inbox = try #require(
      send("POST", mailbox + "/mailFolders", #"{"displayName":"a"}"#)["id"]?.stringValue)
    let inner = send("POST", "\(mailbox)/mailFolders/\(inbox)/childFolders", #"{"displayName":"b"}"#)
    let folder = try #require(inner["id"]?.stringValue)
    let sent = send(
      "POST", "\(mailbox)/mailFolders/\(inbox)/childFolders/\(folder)/messages", #"{"subject":"c"}"#)
    let message = try #require(sent["id"]?.stringValue, "\(sent.text)")
    #expect(send("GET", mailbox + "/messages").values("id") == [message])
    #expect(send("GET", "\(mailbox)/mailFolders/\(inbox)/messages").items.isEmpty)
    let attachments = "\(mailbox)/messages/\(message)/attachments"
    let attached = send(
      "POST", attachments, ##"{"@odata.type":"#microsoft.graph.fileAttachment","name":"d"}"##)
    #expect(attached.status == 201, "\(attached.text)")
    #expect(send("GET", attachments).values("name") == ["d"])
  }

  @Test func everyMailboxHasFoldersWithNames() throws {
    let folders = "/users/\(Self.user)/mailFolders"
    let names = [
      "Inbox", "Drafts", "Sent Items", "Deleted Items", "Junk Email", "Archive", "Outbox",
      "Conversation History",
    ]
    #expect(send("GET", folders).values("displayName") == names)
    #expect(send("GET", folders + "/SentItems")["displayName"] == "Sent Items")
    #expect(send("GET", folders + "?$filter=displayName eq 'Inbox'").values("id") == ["inbox"])
    let message = send("POST", folders + "/inbox/messages", #"{"subject":"a"}"#)
    #expect(message["parentFolderId"] == "inbox", "\(message.text)")
    #expect(send("GET", folders + "/Inbox/messages").values("subject") == ["a"])
    #expect(send("GET", folders).values("displayName").count == names.count)
    let inner = send("POST", folders + "/archive/childFolders", #"{"displayName":"b"}"#)
    #expect(inner.status == 201, "\(inner.text)")
    #expect(send("GET", folders + "/archive/childFolders").values("displayName") == ["b"])
  }

  @Test func filesAndSitesHavePaths() throws {
    let root = "/users/\(Self.user)/drive/root"
    #expect(send("POST", root + "/children", #"{"name":"Plans","folder":{}}"#).status == 201)
    #expect(send("PUT", root + ":/Plans/a.txt:/content", "[1]").status < 300)
    #expect(send("GET", root + ":/Plans:/children").values("name") == ["a.txt"])
    #expect(send("GET", root + ":/plans/A.txt")["name"] == "a.txt")
    let address = "https://contoso.sharepoint.com"
    #expect(send("GET", "/sites/root")["webUrl"]?.stringValue == address)
    let site = send("POST", "/sites", #"{"webUrl":"\#(address)/sites/red"}"#)
    #expect(site.status == 201, "\(site.text)")
    #expect(send("GET", "/sites/contoso.sharepoint.com:/sites/red")["id"] == site["id"])
    #expect(send("GET", "/sites/contoso.sharepoint.com:/sites/red:/lists").items.isEmpty)
  }

  @Test func aTeamIsThatOfItsGroup() throws {
    #expect(send("PUT", "/groups/\(Self.group)/team", #"{"displayName":"a"}"#).status < 300)
    let channel = send("POST", "/teams/\(Self.group)/channels", #"{"displayName":"b"}"#)
    #expect(channel.status == 201, "\(channel.text)")
    #expect(send("GET", "/groups/\(Self.group)/team/channels").values("displayName") == ["General", "b"])
  }

  @Test("settings of a mailbox, and the quota of a drive, were missing until somebody wrote them")
  func complexValuesAreThereFromTheBeginning() {
    let settings = send("GET", "/users/\(Self.user)/mailboxSettings")
    #expect(settings.status == 200 && settings["timeZone"] == "UTC", "\(settings.text)")
    #expect(settings["automaticRepliesSetting"]?.objectValue?["status"] == "disabled")
    let zone = settings["workingHours"]?.objectValue?["timeZone"]
    #expect(zone?.text == #"{"name":"UTC"}"#)
    #expect(send("GET", "/users/\(Self.user)/mailboxSettings/workingHours").status == 200)
    let quota = send("GET", "/users/\(Self.user)/drive/quota")
    #expect(quota.status == 200 && quota["state"] == "normal" && quota["used"] == .number(0), "\(quota.text)")
    #expect(send("GET", "/users/\(Self.user)/drive")["quota"]?.objectValue?["state"] == "normal")
  }

  @Test func mailboxSettingsAreChangedInTheirPlace() {
    let changed = send("PATCH", "/users/\(Self.user)/mailboxSettings", #"{"timeZone":"UTC"}"#)
    #expect(changed.status == 200, "\(changed.text)")
    #expect(send("GET", "/users/\(Self.user)/mailboxSettings/timeZone")["value"] == "UTC")
  }

  @Test("a complex value whose type is open, and declares nothing, was not changed in its place")
  func openValuesAreChangedInTheirPlace() {
    let body =
      ##"{"Engineering":{"@odata.type":"#microsoft.graph.customSecurityAttributeValue","Project":"x"}}"##
    let path = "/users/\(Self.user)/customSecurityAttributes"
    let changed = send("PATCH", path, body)
    #expect(changed.status == 200, "\(changed.text)")
    let read = send("GET", path)
    #expect(
      read.whole
        == .ok(
          #"{"@odata.context":"V/$metadata#users('\#(Self.user)')/customSecurityAttributes","#
            + body.dropFirst()))
  }
}
