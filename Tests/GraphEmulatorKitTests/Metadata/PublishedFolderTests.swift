import JSON
import TestSupport
import Testing

/// Folders and calendars of what the service really publishes.
@Suite(.enabled(if: PublishedFolder.isThere, "GRAPH_METADATA names no folder with published metadata"))
struct PublishedFolderTests: PublishedTenantTests {
  let tenant: PublishedTenant

  private static let ada = PublishedTenant.ada
  private static let user = "/users/\(ada)"

  init() throws {
    tenant = try .ofAda()
  }

  @Test(
    "a folder in another one was 404 in the collection of the mailbox",
    arguments: [("mailFolders", "messages", #"{"subject":"a"}"#), ("contactFolders", "contacts", "{}")])
  func everyFolderIsFoundByItsId(folders: String, content: String, body: String) throws {
    let path = "\(Self.user)/\(folders)"
    let top = try make(path, #"{"displayName":"Top"}"#)
    let middle = try make("\(path)/\(top)/childFolders", #"{"displayName":"Middle"}"#)
    let inner = try make("\(path)/\(middle)/childFolders", #"{"displayName":"Inner"}"#)
    let shown = send("GET", "\(path)/\(inner)")
    #expect(shown.status == 200 && shown["displayName"] == "Inner", "\(shown.text)")
    let item = try make("\(path)/\(inner)/\(content)", body)
    #expect(send("GET", "\(path)/\(inner)/\(content)").values("id") == [item])
    #expect(send("GET", "\(Self.user)/\(content)/\(item)")["parentFolderId"] == .string(inner))
    #expect(send("GET", path).values("displayName").contains("Inner") == false)
    #expect(send("GET", "\(path)/\(middle)/childFolders").values("id") == [inner])
    #expect(send("DELETE", "\(path)/\(middle)").status == 204)
    #expect(send("GET", "\(path)/\(inner)").status == 404)
  }

  @Test("a folder moved into itself was not found", arguments: ["move", "copy"])
  func noFolderGoesIntoItself(operation: String) throws {
    let path = Self.user + "/mailFolders"
    let top = try make(path, #"{"displayName":"Top"}"#)
    let inner = try make("\(path)/\(top)/childFolders", #"{"displayName":"Inner"}"#)
    for destination in [top, inner] {
      let reply = send("POST", "\(path)/\(top)/\(operation)", #"{"destinationId":"\#(destination)"}"#)
      #expect(reply.status == 400 && reply.errorCodes == ["ErrorMoveCopyFailed"], "\(reply.text)")
      #expect(reply.message == "The move or copy operation failed.")
    }
    #expect(send("GET", "\(path)/\(top)/childFolders").values("id") == [inner])
    #expect(send("GET", "\(path)/\(inner)/childFolders").items.isEmpty)
    // Upwards it goes, and its id leads to it.
    let moved = send("POST", "\(path)/\(inner)/\(operation)", #"{"destinationId":"archive"}"#)
    #expect(moved.status == 200, "\(moved.text)")
    #expect(send("GET", "\(path)/archive/childFolders").values("displayName") == ["Inner"])
    #expect(send("GET", "\(path)/\(try #require(moved["id"]?.stringValue))").status == 200)
  }

  @Test(
    "a second folder had the name of the first",
    arguments: [
      ("mailFolders", "displayName"), ("mailFolders/inbox/childFolders", "displayName"),
      ("contactFolders", "displayName"), ("calendars", "name"),
    ])
  func oneFolderAloneHasAName(place: String, name: String) throws {
    let path = "\(Self.user)/\(place)"
    let first = try make(path, #"{"\#(name)":"Trips"}"#)
    for text in ["Trips", "trips"] {
      let refused = send("POST", path, #"{"\#(name)":"\#(text)"}"#)
      #expect(
        error(refused) == "409 ErrorFolderExists: A folder with the specified name already exists.", "\(text)"
      )
    }
    _ = try make(path, #"{"\#(name)":"Trips 2"}"#)
    // The name is free again.
    #expect(send("DELETE", "\(path)/\(first)").status == 204)
    _ = try make(path, #"{"\#(name)":"Trips"}"#)
  }

  @Test func folderNamesCountWhereTheFolderIs() throws {
    let path = Self.user + "/mailFolders"
    let taken = "409 ErrorFolderExists: A folder with the specified name already exists."
    // One that every mailbox has, with and without a row.
    #expect(error(send("POST", path, #"{"displayName":"sent items"}"#)) == taken)
    _ = try make(path + "/sentitems/messages", "{}")
    #expect(error(send("POST", path, #"{"displayName":"Sent Items"}"#)) == taken)
    let inner = try make(path + "/archive/childFolders", #"{"displayName":"Sent Items"}"#)
    let top = try make(path, #"{"displayName":"Trips"}"#)
    let other = try make(path + "/archive/childFolders", #"{"displayName":"Trips"}"#)
    for operation in ["move", "copy"] {
      #expect(
        error(send("POST", "\(path)/\(top)/\(operation)", #"{"destinationId":"archive"}"#)) == taken)
    }
    #expect(send("GET", path + "/archive/childFolders").values("id") == [inner, other])
    // Where it is already it may go.
    let moved = send("POST", "\(path)/\(other)/move", #"{"destinationId":"archive"}"#)
    #expect(moved.status == 200 && moved["displayName"] == "Trips", "\(moved.text)")
  }

  @Test("folders that every mailbox has were deleted and moved", arguments: ["inbox", "Drafts", "sentitems"])
  func aMailboxKeepsItsFolders(name: String) throws {
    let path = "\(Self.user)/mailFolders/\(name)"
    // Once without a row, once with one.
    for _ in 1...2 {
      let deleted = "400 ErrorDeleteDistinguishedFolder: Distinguished folders cannot be deleted."
      #expect(error(send("DELETE", path)) == deleted)
      #expect(error(send("POST", path + "/permanentDelete")) == deleted)
      #expect(
        error(send("POST", path + "/move", #"{"destinationId":"archive"}"#))
          == "400 ErrorMoveDistinguishedFolder: Cannot move distinguished folder.")
      _ = try make(path + "/messages", "{}")
    }
    #expect(send("GET", path)["totalItemCount"] == .number(2))
    #expect(send("GET", Self.user + "/mailFolders/archive/childFolders").items.isEmpty)
    // A copy is a folder like others.
    let copy = send("POST", path + "/copy", #"{"destinationId":"archive"}"#)
    #expect(copy.status == 200, "\(copy.text)")
    let id = try #require(copy["id"]?.stringValue)
    #expect(send("DELETE", "\(Self.user)/mailFolders/\(id)").status == 204)
  }

  @Test(
    "lists that To Do has by itself were deleted and renamed", arguments: ["defaultList", "flaggedEmails"])
  func toDoKeepsItsLists(kind: String) throws {
    let list = try made(
      in: Self.user + "/todo/lists", #"{"displayName":"Tasks","wellknownListName":"\#(kind)"}"#)
    #expect(error(send("DELETE", list)) == "400 invalidRequest: Invalid request")
    #expect(error(send("PATCH", list, #"{"displayName":"Mine"}"#)) == "400 invalidRequest: Invalid request")
    #expect(send("GET", list)["displayName"] == "Tasks")
    let other = try made(in: Self.user + "/todo/lists", #"{"displayName":"Chores"}"#)
    #expect(send("PATCH", other, #"{"displayName":"Mine"}"#).status == 200)
    #expect(send("DELETE", other).status == 204)
  }

  @Test("folders counted nothing") func aFolderTellsWhatItContains() throws {
    let path = Self.user + "/mailFolders"
    let top = try make(path, #"{"displayName":"Top","totalItemCount":7}"#)
    let inner = try make("\(path)/\(top)/childFolders", #"{"displayName":"Inner"}"#)
    let names = ["childFolderCount", "totalItemCount", "unreadItemCount"]
    func counts(_ folder: String) -> [JSONValue?] {
      let shown = send("GET", "\(path)/\(folder)")
      return names.map { shown[$0] }
    }
    #expect(
      counts(top) == [1, 0, 0].map(JSONValue.number) && counts("drafts") == [0, 0, 0].map(JSONValue.number))
    #expect(send("GET", "\(path)/\(inner)")["parentFolderId"] == .string(top))
    let first = try make("\(path)/\(top)/messages", #"{"isRead":false}"#)
    _ = try make("\(path)/\(top)/messages", "{}")
    _ = try make(Self.user + "/messages", "{}")
    #expect(
      counts(top) == [1, 2, 1].map(JSONValue.number) && counts("drafts") == [0, 1, 0].map(JSONValue.number))
    _ = send("PATCH", "\(Self.user)/messages/\(first)", #"{"isRead":true}"#)
    #expect(counts(top) == [1, 2, 0].map(JSONValue.number))
    let moved = send("POST", "\(path)/\(inner)/move", #"{"destinationId":"Archive"}"#)
    #expect(moved["parentFolderId"] == "archive" && moved["childFolderCount"] == .number(0), "\(moved.text)")
    #expect(counts(top)[0] == .number(0) && counts("archive")[0] == .number(1))
  }

  @Test("an event had nothing that its body does not say") func anEventHasAnOrganizer() throws {
    let moment = #"{"dateTime":"2026-01-01T09:00:00","timeZone":"Pacific Standard Time"}"#
    let made = send(
      "POST", Self.user + "/events",
      #"{"subject":"Talk","start":\#(moment),"end":\#(moment),"body":{"content":"At noon"},"#
        + #""attendees":[{"emailAddress":{"address":"bob@contoso.example"}}]}"#)
    #expect(made.status == 201, "\(made.text)")
    let organizer = #"{"emailAddress":{"name":"ada","address":"ada@contoso.example"}}"#
    let response = #"{"response":"none","time":"0001-01-01T00:00:00Z"}"#
    let texts = [
      "organizer": organizer, "type": #""singleInstance""#, "isOrganizer": "true", "isCancelled": "false",
      "showAs": #""busy""#, "originalStartTimeZone": #""Pacific Standard Time""#,
      "bodyPreview": #""At noon""#,
      "reminderMinutesBeforeStart": "15", "hasAttachments": "false",
      "responseStatus": #"{"response":"organizer","time":"0001-01-01T00:00:00Z"}"#,
      "attendees": #"[{"emailAddress":{"name":null,"address":"bob@contoso.example"},"type":"required","#
        + #""proposedNewTime":null,"status":\#(response)}]"#,
    ]
    for (name, text) in texts { #expect(made[name]?.text == text, "\(name)") }
    #expect(made["iCalUId"]?.stringValue?.count == 36)
    let series = send(
      "POST", Self.user + "/events",
      #"{"recurrence":{"pattern":{"type":"daily","interval":1}},"isOrganizer":false,"showAs":"free"}"#)
    #expect(series["type"] == "seriesMaster" && series["isOrganizer"] == .bool(false), "\(series.text)")
    #expect(series["showAs"] == "free" && series["attendees"] == [])
    let path = "\(Self.user)/events/\(try #require(series["id"]?.stringValue))"
    _ = send("PATCH", path, #"{"recurrence":null}"#)
    #expect(send("GET", path)["type"] == "singleInstance")
  }

  @Test(
    "a list without a name was taken", arguments: ["{}", #"{"displayName":null}"#, #"{"displayName":""}"#])
  func aListOfTasksNeedsAName(body: String) {
    let lists = Self.user + "/todo/lists"
    #expect(error(send("POST", lists, body)) == "400 invalidRequest: Invalid request")
    #expect(send("GET", lists).items.isEmpty)
  }

  @Test("tasks had no status") func newThingsToDoAreNotStarted() throws {
    let lists = Self.user + "/todo/lists"
    let list = send("POST", lists, #"{"displayName":"Errands"}"#)
    #expect(list["isOwner"] == .bool(true) && list["isShared"] == .bool(false), "\(list.text)")
    #expect(list["wellknownListName"] == "none")
    let tasks = "\(lists)/\(try #require(list["id"]?.stringValue))/tasks"
    let task = send("POST", tasks, #"{"title":"Milk"}"#)
    #expect(task["status"] == "notStarted" && task["importance"] == "normal", "\(task.text)")
    #expect(task["isReminderOn"] == .bool(false) && task["hasAttachments"] == .bool(false))
    #expect(task["completedDateTime"] == .null)
    let done = send("POST", tasks, #"{"title":"Bread","status":"completed"}"#)
    #expect(done["status"] == "completed" && done["completedDateTime"]?.objectValue?["timeZone"] == "UTC")
    let path = "\(tasks)/\(try #require(done["id"]?.stringValue))"
    _ = send("PATCH", path, #"{"status":"inProgress"}"#)
    #expect(send("GET", path)["completedDateTime"] == .null)
    _ = send("PATCH", path, #"{"title":"Rolls"}"#)
    #expect(send("GET", path)["completedDateTime"] == .null)
    let items = path + "/checklistItems"
    let item = send("POST", items, #"{"displayName":"Rye"}"#)
    #expect(item["isChecked"] == .bool(false) && item["checkedDateTime"] == .null, "\(item.text)")
    let itemPath = "\(items)/\(try #require(item["id"]?.stringValue))"
    _ = send("PATCH", itemPath, #"{"isChecked":true}"#)
    #expect(send("GET", itemPath)["checkedDateTime"]?.stringValue != nil)
  }

  @Test("a calendar of a group, and the user's own, was 404 among the calendars")
  func everyCalendarIsFoundByItsId() throws {
    let group = try make(Self.user + "/calendarGroups", #"{"name":"Mine"}"#)
    let calendar = try make("\(Self.user)/calendarGroups/\(group)/calendars", #"{"name":"Work"}"#)
    let shown = send("GET", "\(Self.user)/calendars/\(calendar)")
    #expect(shown.status == 200 && shown["name"] == "Work", "\(shown.text)")
    let own = try #require(send("GET", Self.user + "/calendar")["id"]?.stringValue)
    let event = try make("\(Self.user)/calendars/\(own)/events", #"{"subject":"Talk"}"#)
    #expect(send("GET", Self.user + "/events").values("id") == [event])
    #expect(send("GET", "\(Self.user)/calendars/\(own)").status == 200)
  }
}
