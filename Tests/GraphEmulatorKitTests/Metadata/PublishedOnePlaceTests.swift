import JSON
import TestSupport
import Testing

/// What the service has once, though its metadata contains it in several places: each place had objects of its own.
@Suite(.enabled(if: PublishedFolder.isThere, "GRAPH_METADATA names no folder with published metadata"))
struct PublishedOnePlaceTests: PublishedTenantTests {
  let tenant: PublishedTenant

  private static let user = "/users/\(PublishedTenant.ada)"

  init() throws {
    tenant = try .ofAda()
  }

  @Test("a connection of one path was 404 by the other, and there could be two with one id")
  func connections() throws {
    let places = ["/connections", "/external/connections"]
    #expect(try make(places[0], #"{"id":"c1","name":"n"}"#) == "c1")
    #expect(try make(places[1], #"{"id":"c2","name":"n"}"#) == "c2")
    for place in places {
      #expect(send("GET", place).values("id") == ["c1", "c2"])
      #expect(send("GET", place + "/c1")["name"] == "n")
      for id in ["c1", "c2"] {
        #expect(send("POST", place, #"{"id":"\#(id)","name":"n"}"#).status == 400)
      }
    }
    _ = try make("/external/connections/c1/groups", #"{"id":"g1"}"#)
    #expect(send("GET", "/connections/c1/groups").values("id") == ["g1"])
    #expect(send("DELETE", "/external/connections/c2").status == 204)
    #expect(send("GET", "/connections").values("id") == ["c1"])
  }

  @Test func agreementsAndTheirAcceptances() throws {
    let terms = "/identityGovernance/termsOfUse"
    let agreement = try make(terms + "/agreements", #"{"displayName":"a"}"#)
    let other = try make("/agreements", #"{"displayName":"b"}"#)
    #expect(send("GET", "/agreements").values("id") == [agreement, other])
    #expect(send("GET", terms + "/agreements").values("id") == [agreement, other])
    #expect(send("GET", "\(terms)/agreements/\(other)")["displayName"] == "b")
    let body = #"{"agreementId":"\#(agreement)","userId":"\#(PublishedTenant.ada)"}"#
    let acceptance = try make(terms + "/agreementAcceptances", body)
    _ = try make("/agreementAcceptances", #"{"agreementId":"\#(other)","userId":"nobody"}"#)
    #expect(send("GET", "/agreements/\(agreement)/acceptances").values("id") == [acceptance])
    #expect(send("GET", Self.user + "/agreementAcceptances").values("id") == [acceptance])
    #expect(send("GET", "/agreementAcceptances").items.count == 2)
  }

  @Test(arguments: [
    "androidManagedAppProtection", "iosManagedAppProtection", "targetedManagedAppConfiguration",
  ])
  func policiesOfAppsAreThoseOfTheirKind(kind: String) throws {
    let (all, own) = ("/deviceAppManagement/managedAppPolicies", "/deviceAppManagement/\(kind)s")
    let first = try make(own, #"{"displayName":"a"}"#)
    let second = try make(all, ##"{"@odata.type":"#microsoft.graph.\##(kind)","displayName":"b"}"##)
    let further = try make(
      all, ##"{"@odata.type":"#microsoft.graph.defaultManagedAppProtection","displayName":"c"}"##)
    #expect(send("GET", all).values("id") == [first, second, further])
    #expect(send("GET", own).values("id") == [first, second])
    #expect(send("GET", "\(own)/\(second)")["displayName"] == "b")
    #expect(send("GET", "\(own)/\(further)").status == 404)
    #expect(send("DELETE", "\(all)/\(first)").status == 204)
    #expect(send("GET", "\(own)/\(first)").status == 404)
  }

  @Test func requestsOfThoseWhomDataConcern() throws {
    let places = ["/security/subjectRightsRequests", "/privacy/subjectRightsRequests"]
    let ids = try places.map { try make($0, #"{"displayName":"\#($0)"}"#) }
    for place in places {
      #expect(send("GET", place).values("id") == ids)
      for (id, name) in zip(ids, places) {
        #expect(send("GET", "\(place)/\(id)")["displayName"] == .string(name))
      }
    }
  }

  @Test func seedsAndExportsHaveThemByEitherPath() throws {
    let seeded = try PublishedTenant(
      #"""
      {"external":{"connections":[{"name":"n"}]},
       "deviceAppManagement":{"iosManagedAppProtections":[{"displayName":"a"}]}}
      """#, .publishedV1)
    #expect(seeded.send("GET", "/connections").values("name") == ["n"])
    #expect(seeded.send("GET", "/deviceAppManagement/managedAppPolicies").values("displayName") == ["a"])
    let again = try PublishedTenant(seeded.emulator.export(), .publishedV1)
    #expect(again.send("GET", "/external/connections").values("name") == ["n"])
    let path = "/deviceAppManagement/iosManagedAppProtections"
    #expect(again.send("GET", path).values("displayName") == ["a"])
  }

  @Test("the calendar of an event was a further one with the id of the event")
  func anEventIsInItsCalendar() throws {
    let own = try made(in: Self.user + "/events", #"{"subject":"a"}"#)
    #expect(send("GET", own + "/calendar")["id"] == .string(PublishedTenant.ada))
    let calendar = try make(Self.user + "/calendars", #"{"name":"Work"}"#)
    let event = try make("\(Self.user)/calendars/\(calendar)/events", #"{"subject":"b"}"#)
    let path = "\(Self.user)/calendars/\(calendar)/events/\(event)"
    for path in [path, "\(Self.user)/events/\(event)"] {
      let shown = send("GET", path + "/calendar")
      #expect(shown.status == 200 && shown["id"] == .string(calendar) && shown["name"] == "Work")
    }
    // It goes without its calendar.
    #expect(send("DELETE", path).status == 204)
    #expect(send("GET", "\(Self.user)/calendars/\(calendar)").status == 200)
  }

  @Test("an event of another calendar was 404 among the events")
  func everyEventIsFoundByItsId() throws {
    let group = try made(in: Self.user + "/calendarGroups", #"{"name":"Mine"}"#)
    let calendars = [
      try made(in: Self.user + "/calendars", #"{"name":"Work"}"#),
      try made(in: group + "/calendars", #"{"name":"Home"}"#),
    ]
    let own = try make(Self.user + "/events", #"{"subject":"a"}"#)
    for calendar in calendars {
      let event = "\(Self.user)/events/\(try make(calendar + "/events", #"{"subject":"b"}"#))"
      #expect(send("GET", event)["subject"] == "b")
      expect(202, event + "/accept", #"{"sendResponse":false}"#)
      #expect(send("PATCH", event, #"{"subject":"c"}"#).status == 200)
      #expect(send("GET", calendar + "/events").values("subject") == ["c"])
      // The list has those of the user's own calendar alone.
      #expect(send("GET", Self.user + "/events").values("id") == [own])
      #expect(send("DELETE", event).status == 204)
      #expect(send("GET", calendar + "/events").items.isEmpty)
    }
  }

  @Test("sections of notebooks were not among the sections, nor their pages among the pages")
  func notesAreFoundByTheirIds() throws {
    let notes = Self.user + "/onenote"
    let notebook = try make(notes + "/notebooks", #"{"displayName":"N"}"#)
    let section = try make("\(notes)/notebooks/\(notebook)/sections", #"{"displayName":"S"}"#)
    let group = try make("\(notes)/notebooks/\(notebook)/sectionGroups", #"{"displayName":"G"}"#)
    let inner = try make("\(notes)/sectionGroups/\(group)/sectionGroups", #"{"displayName":"H"}"#)
    let deep = try make("\(notes)/sectionGroups/\(inner)/sections", #"{"displayName":"T"}"#)
    let pages = try [section, deep].map { try make("\(notes)/sections/\($0)/pages", #"{"title":"p"}"#) }
    #expect(send("GET", notes + "/sections").values("id") == [section, deep])
    #expect(send("GET", notes + "/sectionGroups").values("id") == [group, inner])
    #expect(send("GET", notes + "/pages").values("id") == pages)
    #expect(send("GET", notes + "/pages/\(pages[1])")["title"] == "p")
    #expect(send("GET", "\(notes)/sections/\(deep)/pages").values("id") == [pages[1]])
    #expect(send("GET", "\(notes)/pages/\(pages[1])/parentSection")["id"] == .string(deep))
    #expect(send("GET", "\(notes)/sections/\(section)/parentNotebook")["id"] == .string(notebook))
    #expect(send("GET", "\(notes)/sections/\(deep)/parentSectionGroup")["id"] == .string(inner))
    #expect(send("GET", "\(notes)/sectionGroups/\(inner)/parentSectionGroup")["id"] == .string(group))
    #expect(send("DELETE", "\(notes)/sections/\(deep)").status == 204)
    #expect(send("GET", notes + "/pages").values("id") == [pages[0]])
  }
}
