import JSON
import TestSupport
import Testing

/// What changes in collections that hang off objects: mail, calendars, tasks, and sets of the directory below a singleton.
@Suite(.enabled(if: PublishedFolder.isThere, "GRAPH_METADATA names no folder with published metadata"))
struct PublishedDeltaTests: PublishedTenantTests {
  let tenant: PublishedTenant

  init() throws {
    tenant = try PublishedTenant(Self.seed, .publishedV1)
  }

  private static let user = "11111111-1111-1111-1111-111111111111"
  private static let other = "22222222-2222-2222-2222-222222222222"
  private static let seed = """
    {"users":[{"id":"\(user)","userPrincipalName":"ada@contoso.example"},
              {"id":"\(other)","userPrincipalName":"bob@contoso.example"}]}
    """
  private static let folders = "/users/\(user)/mailFolders"

  /// What a round tells, without tags of objects, and where the next one begins.
  private func round(_ path: String) throws -> (items: [JSONObject], next: String) {
    var (items, link) = ([JSONObject](), path)
    while true {
      let page = send("GET", link)
      #expect(page.status == 200, "\(page.text)")
      items += (page["value"]?.arrayValue?.compactMap(\.objectValue) ?? []).map { item in
        JSONObject(item.members.filter { $0.name != "@odata.etag" })
      }
      if let next = page["@odata.deltaLink"]?.stringValue { return (items, try below(next)) }
      link = try below(try #require(page["@odata.nextLink"]?.stringValue, "\(page.text)"))
    }
  }

  /// A link as a path of the version.
  private func below(_ link: String) throws -> String {
    let parts = link.split(separator: "/v1.0", maxSplits: 1)
    return String(try #require(parts.last))
  }

  private static func texts(_ items: [JSONObject], _ name: String) -> [String] {
    items.compactMap { $0[name]?.stringValue }
  }

  private static func removed(_ id: String) -> JSONObject {
    ["id": .string(id), "@removed": ["reason": "deleted"]]
  }

  @Test func ofMessagesOfAFolder() throws {
    let folder = try made(in: Self.folders, #"{"displayName":"Project"}"#)
    let first = try make("\(folder)/messages", #"{"subject":"first"}"#)
    _ = try make("\(Self.folders)/inbox/messages", #"{"subject":"elsewhere"}"#)
    let delta = "\(folder)/messages/delta"
    let beginning = try round(delta + "?$select=subject")
    #expect(beginning.items == [["id": .string(first), "subject": "first"]])
    #expect(try round(beginning.next).items == [])

    let second = try make("\(folder)/messages", #"{"subject":"second"}"#)
    #expect(send("PATCH", "/users/\(Self.user)/messages/\(first)", #"{"subject":"changed"}"#).status == 200)
    let next = try round(beginning.next)
    #expect(
      next.items == [
        ["id": .string(second), "subject": "second"], ["id": .string(first), "subject": "changed"],
      ])
    #expect(send("DELETE", "/users/\(Self.user)/messages/\(first)").status == 204)
    #expect(try round(next.next).items == [Self.removed(first)])
  }

  @Test func whatIsMovedLeavesOneFolderAndComesToAnother() throws {
    let source = try made(in: Self.folders, #"{"displayName":"a"}"#)
    let target = try make(Self.folders, #"{"displayName":"b"}"#)
    let message = try make("\(source)/messages", #"{"subject":"moved"}"#)
    let there = try round("\(source)/messages/delta?$select=subject")
    let here = try round("\(Self.folders)/\(target)/messages/delta?$select=subject")
    #expect(Self.texts(there.items, "id") == [message])
    #expect(here.items == [])
    let moved = send(
      "POST", "/users/\(Self.user)/messages/\(message)/move", #"{"destinationId":"\#(target)"}"#)
    #expect(moved.status == 201, "\(moved.text)")
    let id = try #require(moved["id"]?.stringValue)
    #expect(try round(there.next).items == [Self.removed(message)])
    #expect(try round(here.next).items == [["id": .string(id), "subject": "moved"]])
  }

  @Test func whatHappensInOtherMailboxesIsNotTold() throws {
    let mine = try round("\(Self.folders)/inbox/messages/delta")
    let message = try make("/users/\(Self.other)/mailFolders/inbox/messages", #"{"subject":"a"}"#)
    #expect(send("DELETE", "/users/\(Self.other)/messages/\(message)").status == 204)
    #expect(try round(mine.next).items == [])
  }

  @Test func ofFoldersThatEveryMailboxHas() throws {
    let beginning = try round(Self.folders + "/delta?$select=displayName")
    #expect(Self.texts(beginning.items, "id").contains("inbox"))
    #expect(try round(beginning.next).items == [])
    let folder = try make(Self.folders, #"{"displayName":"Project"}"#)
    let next = try round(beginning.next)
    #expect(next.items == [["id": .string(folder), "displayName": "Project"]])
    // Messages make a row of their folder, which is told once more, and say nothing else of folders.
    #expect(send("DELETE", "\(Self.folders)/\(folder)").status == 204)
    #expect(try round(next.next).items == [Self.removed(folder)])
  }

  /// Lists of a mailbox have its outermost folders alone; what changes is told of all.
  @Test func ofFoldersInFolders() throws {
    let parent = try made(in: Self.folders, #"{"displayName":"Clients"}"#)
    let nested = try make("\(parent)/childFolders", #"{"displayName":"Adatum"}"#)
    let others = try round("/users/\(Self.other)/mailFolders/delta?$select=displayName")
    let beginning = try round(Self.folders + "/delta?$select=displayName")
    #expect(Set(["Inbox", "Clients", "Adatum"]).isSubset(of: Self.texts(beginning.items, "displayName")))
    #expect(send("PATCH", "\(Self.folders)/\(nested)", #"{"displayName":"Fabrikam"}"#).status == 200)
    let next = try round(beginning.next)
    #expect(next.items == [["id": .string(nested), "displayName": "Fabrikam"]])
    let deep = try make("\(Self.folders)/\(nested)/childFolders", #"{"displayName":"Orders"}"#)
    let then = try round(next.next)
    #expect(then.items == [["id": .string(deep), "displayName": "Orders"]])
    #expect(send("DELETE", parent).status == 204)
    let outermost = String(try #require(parent.split(separator: "/").last))
    let gone = try round(then.next).items
    #expect(gone.count == 3)
    for id in [deep, nested, outermost] { #expect(gone.contains(Self.removed(id))) }
    #expect(try round(others.next).items == [])
  }

  /// A folder is another one with each message that comes, goes or is read, also one that every mailbox has.
  @Test func ofFoldersWithOtherMessages() throws {
    let folder = try make(Self.folders, #"{"displayName":"Project"}"#)
    func counts(_ id: String, _ total: Int, _ unread: Int) -> JSONObject {
      [
        "id": .string(id), "totalItemCount": .number(String(total)),
        "unreadItemCount": .number(String(unread)),
      ]
    }
    let beginning = try round(Self.folders + "/delta?$select=totalItemCount,unreadItemCount")
    #expect(beginning.items.contains(counts("inbox", 0, 0)) && beginning.items.contains(counts(folder, 0, 0)))
    let message = try make("\(Self.folders)/\(folder)/messages", #"{"subject":"a","isRead":false}"#)
    let one = try round(beginning.next)
    #expect(one.items == [counts(folder, 1, 1)])
    #expect(send("PATCH", "/users/\(Self.user)/messages/\(message)", #"{"subject":"b"}"#).status == 200)
    #expect(try round(one.next).items == [])
    #expect(send("PATCH", "/users/\(Self.user)/messages/\(message)", #"{"isRead":true}"#).status == 200)
    let read = try round(one.next)
    #expect(read.items == [counts(folder, 1, 0)])
    let mail = #"{"subject":"c","toRecipients":[{"emailAddress":{"address":"ada@contoso.example"}}]}"#
    expect(202, "/users/\(Self.user)/sendMail", #"{"message":\#(mail)}"#)
    let sent = try round(read.next)
    #expect(sent.items.count == 2)
    #expect(sent.items.contains(counts("inbox", 1, 1)) && sent.items.contains(counts("sentitems", 1, 0)))
    #expect(send("DELETE", "/users/\(Self.user)/messages/\(message)").status == 204)
    #expect(try round(sent.next).items == [counts(folder, 0, 0)])
  }

  @Test func pagesAreAsLargeAsTopSays() throws {
    let folder = try made(in: Self.folders, #"{"displayName":"Project"}"#)
    for number in 1...3 { _ = try make("\(folder)/messages", #"{"subject":"\#(number)"}"#) }
    let page = send("GET", "\(folder)/messages/delta?$top=2&$select=subject")
    #expect(page.values("subject") == ["1", "2"])
    let link = try below(try #require(page["@odata.nextLink"]?.stringValue, "\(page.text)"))
    #expect(!link.contains("$top"), "\(link)")
    let rest = send("GET", link)
    #expect(rest.values("subject") == ["3"])
    #expect(rest["@odata.deltaLink"] != nil, "\(rest.text)")
  }

  @Test func aTokenIsOfItsCollectionAlone() throws {
    let folder = try made(in: Self.folders, #"{"displayName":"Project"}"#)
    let inbox = try round("\(Self.folders)/inbox/messages/delta")
    let token = try #require(inbox.next.split(separator: "?").last)
    #expect(send("GET", "\(folder)/messages/delta?\(token)").status == 400)
    #expect(send("GET", "\(Self.folders)/nowhere/messages/delta").status == 404)
  }

  // MARK: Calendars

  private static func event(_ subject: String, _ day: Int) -> String {
    """
    {"subject":"\(subject)","start":{"dateTime":"2026-01-\(day)T10:00:00","timeZone":"UTC"},
     "end":{"dateTime":"2026-01-\(day)T11:00:00","timeZone":"UTC"}}
    """
  }

  @Test func ofATimeInACalendar() throws {
    let events = "/users/\(Self.user)/events"
    let within = try make(events, Self.event("within", 12))
    _ = try make(events, Self.event("later", 20))
    let view = "/users/\(Self.user)/calendarView/delta"
    let window = "startDateTime=2026-01-11T00:00:00Z&endDateTime=2026-01-13T00:00:00Z"
    let beginning = try round("\(view)?\(window)&$select=subject")
    #expect(Self.texts(beginning.items, "subject") == ["within"])
    #expect(send("PATCH", "\(events)/\(within)", Self.event("put off", 21)).status == 200)
    let come = try make(events, Self.event("new", 11))
    let next = try round(beginning.next)
    #expect(next.items == [Self.removed(within), ["id": .string(come), "subject": "new"]])
    let missing = send("GET", view)
    #expect(missing.status == 400, "\(missing.text)")
  }

  // MARK: Others

  @Test func ofTasks() throws {
    let list = try made(in: "/users/\(Self.user)/todo/lists", #"{"displayName":"Chores"}"#)
    let beginning = try round("\(list)/tasks/delta?$select=title")
    let task = try make("\(list)/tasks", #"{"title":"Dishes"}"#)
    let next = try round(beginning.next)
    #expect(next.items == [["id": .string(task), "title": "Dishes"]])
    #expect(send("DELETE", "\(list)/tasks/\(task)").status == 204)
    #expect(try round(next.next).items == [Self.removed(task)])
    #expect(Self.texts(try round("/users/\(Self.user)/todo/lists/delta").items, "displayName") == ["Chores"])
  }

  @Test func ofAdministrativeUnitsBelowTheDirectory() throws {
    let unit = try make("/directory/administrativeUnits", #"{"displayName":"Seattle"}"#)
    let beginning = try round("/directory/administrativeUnits/delta?$select=displayName")
    #expect(Self.texts(beginning.items, "id") == [unit])
    #expect(
      send("PATCH", "/directory/administrativeUnits/\(unit)", #"{"displayName":"Tacoma"}"#).status == 204)
    #expect(Self.texts(try round(beginning.next).items, "displayName") == ["Tacoma"])
  }

  @Test func ofAllItemsOfADrive() throws {
    let drive = "/users/\(Self.user)/drive"
    let folder = try make("\(drive)/root/children", #"{"name":"Reports","folder":{}}"#)
    let beginning = try round("\(drive)/root/delta?$select=name")
    let root = try #require(send("GET", "\(drive)/root")["id"]?.stringValue)
    #expect(Set(Self.texts(beginning.items, "id")) == [root, folder])

    let file = tenant.emulator.send(
      "PUT", "\(drive)/root:/Reports/a.txt:/content", "hello", version: "v1.0", contentType: "text/plain")
    #expect(file.status == 201, "\(file.text)")
    let id = try #require(file["id"]?.stringValue)
    let next = try round(beginning.next)
    #expect(next.items.filter { $0["id"] == .string(id) } == [["id": .string(id), "name": "a.txt"]])
    #expect(send("DELETE", "\(drive)/items/\(id)").status == 204)
    let gone: JSONObject = ["id": .string(id), "deleted": ["state": "deleted"]]
    #expect(try round(next.next).items.filter { $0["id"] == .string(id) } == [gone])
    #expect(try round("/drives/\(Self.user)/root/delta?token=latest").items == [])
    #expect(try round("\(drive)/items/\(folder)/delta(token='latest')").items == [])
  }

  @Test("a token without quotation marks did not count, and what came after one with them was never told")
  func tokensOfDrives() throws {
    let drive = "/users/\(Self.user)/drive"
    let folder = try make("\(drive)/root/children", #"{"name":"Reports","folder":{}}"#)
    for path in ["\(drive)/root/delta(token=latest)", "\(drive)/items/\(folder)/delta(token='latest')"] {
      let latest = try round(path)
      #expect(latest.items == [])
      let body = #"{"name":"a","folder":{},"@microsoft.graph.conflictBehavior":"rename"}"#
      let later = try make("\(drive)/root/children", body)
      #expect(Self.texts(try round(latest.next).items, "id").contains(later), "\(path)")
    }
  }

  @Test("changes were told of an item that is not there")
  func ofItemsThatAreNotThere() throws {
    let drive = "/users/\(Self.user)/drive"
    for path in ["items/nope", "root:/nope:", "items/\(Self.other)"] {
      #expect(send("GET", "\(drive)/\(path)/delta").status == 404, "\(path)")
      #expect(send("GET", "\(drive)/\(path)/delta?token=latest").status == 404, "\(path)")
    }
    for path in ["root", "items/root", "items/\(Self.user)"] {
      #expect(try round("\(drive)/\(path)/delta").items == [], "\(path)")
    }
  }

  /// The service tracks no changes of all messages of a mailbox.
  @Test func ofOtherCollectionsIsNotImitated() {
    #expect(send("GET", "/users/\(Self.user)/messages/delta").status == 501)
  }
}
