import GraphEmulatorKit
import TestSupport
import Testing

/// What the published service has and this one has not is told from a mistake in writing.
@Suite struct PublishedNameTests {
  private static let user = "/users/\(People.adele)"

  private static func sentence(_ segment: String, _ version: String = "beta", isLoaded: Bool = false)
    -> String
  {
    "Microsoft Graph has the segment '\(segment)', and the emulator has not. "
      + (isLoaded
        ? "Nor has the metadata that is loaded for \(version). "
        : "The published metadata of \(version) adds what that version has: --metadata \(version)=FILE "
          + "(docs/metadata.md). ")
      + "A stub can answer in its place (/_emulator/tenants/{tenant}/stubs); /_emulator/routes lists what there is."
  }

  @Test(arguments: [
    ("\(user)/messages", "messages"), ("\(user)/drive/root/children", "drive"),
    ("/me/onenote/pages", "onenote"), ("/planner/tasks", "planner"),
    ("\(user)/calendarView?startDateTime=x", "calendarView"), ("/MESSAGES", "MESSAGES"),
    ("/teams/1/channels", "teams"), ("/reports/getOffice365ActiveUserCounts(period='D7')", "reports"),
    ("\(user)/microsoft.graph.findMeetingTimes", "microsoft.graph.findMeetingTimes"),
  ]) func names(path: String, segment: String) throws {
    for version in ["v1.0", "beta"] {
      let reply = try TestEmulator.plainPeople.get().send("GET", path, version: version)
      #expect(
        reply.whole
          == .error(501, "NotImplemented", Self.sentence(segment, version)))
    }
  }

  @Test("a mistake in writing stays one, and so does a name that belongs elsewhere") func mistakes() throws {
    let emulator = try TestEmulator.plainPeople.get()
    for (path, segment) in [
      ("\(Self.user)/mesages", "mesages"), ("/userz", "userz"), ("\(Self.user)/allotments", "allotments"),
      ("/members", "members"), ("\(Self.user)/-", "-"),
    ] {
      #expect(emulator.get(path).whole == .unknownSegment(segment))
    }
  }

  @Test("a method does not matter, and nothing is written") func writes() throws {
    let reply = try TestEmulator.plainPeople.get().send("POST", "\(Self.user)/sendMail", "{}")
    #expect(
      reply.whole == .error(501, "NotImplemented", Self.sentence("sendMail")))
  }

  @Test(
    "Metadata of beta made a mistake in writing of what v1.0 has not",
    arguments: MetadataFile.Version.allCases)
  func metadataOfOneVersion(loaded: MetadataFile.Version) throws {
    let seed = """
      {"users":[{"id":"\(People.adele)","userPrincipalName":"adele@contoso.example"}],
       "clock":{"mode":"frozen","now":"2026-01-31T08:15:30Z"}}
      """
    let tenant = try PublishedTenant(seed, document: Self.document.utf8, of: loaded)
    let emulator = tenant.emulator
    for version in MetadataFile.Version.allCases {
      let sentence = Self.sentence("events", version.rawValue, isLoaded: version == loaded)
      #expect(
        emulator.send("GET", "/users/\(People.adele)/events", version: version.rawValue).whole
          == .error(501, "NotImplemented", sentence))
    }
    let other = loaded == .beta ? "v1.0" : "beta"
    #expect(
      emulator.send("GET", "/users/\(People.adele)/messages", version: other).whole
        == .error(501, "NotImplemented", Self.sentence("messages", other)))
    #expect(
      tenant.send("GET", "/users/\(People.adele)/messages").whole
        == .ok(
          """
          {"@odata.context":"\(loaded == .beta ? "B" : "V")/$metadata#users('\(People.adele)')/messages","value":[]}
          """))
    // What the emulator's own beta has, the service's v1.0 may not have.
    #expect(
      emulator.send("GET", "/users/\(People.adele)/cloudLicensing", version: "v1.0").whole
        == .unknownSegment("cloudLicensing"))
  }

  private static let document = """
    <edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>
      <Schema Namespace="microsoft.graph" Alias="graph" xmlns="http://docs.oasis-open.org/odata/ns/edm">
        <EntityType Name="entity" Abstract="true"><Key><PropertyRef Name="id"/></Key>
          <Property Name="id" Type="Edm.String" Nullable="false"/></EntityType>
        <EntityType Name="directoryObject" BaseType="graph.entity"/>
        <EntityType Name="user" BaseType="graph.directoryObject">
          <NavigationProperty Name="messages" Type="Collection(graph.message)" ContainsTarget="true"/></EntityType>
        <EntityType Name="message" BaseType="graph.entity"><Property Name="subject" Type="Edm.String"/></EntityType>
        <EntityContainer Name="GraphService"><EntitySet Name="users" EntityType="graph.user"/></EntityContainer>
      </Schema></edmx:DataServices></edmx:Edmx>
    """
}
