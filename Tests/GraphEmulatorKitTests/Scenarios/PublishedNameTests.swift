import Testing

/// What the published service has and this one has not is told from a mistake in writing.
@Suite struct PublishedNameTests {
  private static let user = "/users/\(People.adele)"

  private static func sentence(_ segment: String) -> String {
    "Microsoft Graph has the segment '\(segment)', and this version of the emulator has not: no option adds it. A stub "
      + "can answer in its place (/_emulator/tenants/{tenant}/stubs); /_emulator/routes lists what there is."
  }

  @Test(arguments: [
    ("\(user)/messages", "messages"), ("\(user)/drive/root/children", "drive"),
    ("/me/onenote/pages", "onenote"), ("/planner/tasks", "planner"),
    ("\(user)/calendarView?startDateTime=x", "calendarView"), ("/MESSAGES", "MESSAGES"),
    ("/teams/1/channels", "teams"), ("/reports/getOffice365ActiveUserCounts(period='D7')", "reports"),
    ("\(user)/microsoft.graph.findMeetingTimes", "microsoft.graph.findMeetingTimes"),
  ]) func names(path: String, segment: String) throws {
    for version in ["v1.0", "beta"] {
      let reply = try TestEmulator.people.get().send("GET", path, version: version)
      #expect(
        reply.whole
          == .error(501, "NotImplemented", Self.sentence(segment)))
    }
  }

  @Test("a mistake in writing stays one, and so does a name that belongs elsewhere") func mistakes() throws {
    let emulator = try TestEmulator.people.get()
    for (path, segment) in [
      ("\(Self.user)/mesages", "mesages"), ("/userz", "userz"), ("\(Self.user)/allotments", "allotments"),
      ("/members", "members"), ("\(Self.user)/-", "-"),
    ] {
      #expect(emulator.get(path).whole == .unknownSegment(segment))
    }
  }

  @Test("a method does not matter, and nothing is written") func writes() throws {
    let reply = try TestEmulator.people.get().send("POST", "\(Self.user)/sendMail", "{}")
    #expect(
      reply.whole == .error(501, "NotImplemented", Self.sentence("sendMail")))
  }
}
