import HTTPMessages
import JSON
import Testing

/// What a client that follows users sees, page by page and round by round (graph-platform 5.3).
@Suite struct DeltaRoundTests {
  static let names = "users(displayName,department)"

  @Test func theFirstRoundListsEverythingInPages() throws {
    let emulator = try TestEmulator.frozen(People.seed)
    try emulator.load(#"{"settings": {"pageSize": 2}}"#)
    let first = emulator.get("/users/delta?$select=displayName,department")
    #expect(
      first.wholeDelta
        == .delta(
          Self.names, "users/delta",
          #"{"id":"\#(People.adele)","department":"Sales","displayName":"Adele Vance"}"#,
          #"{"id":"\#(People.alex)","department":"IT","displayName":"Alex Wilber"}"#, isLast: false))
    let second = emulator.get(try #require(first.nextPath))
    #expect(
      second.wholeDelta
        == .delta(
          Self.names, "users/delta", #"{"id":"\#(People.diego)","displayName":"Diego Siciliani"}"#))
    let third = emulator.get(try #require(second.deltaPath))
    #expect(third.wholeDelta == .delta(Self.names, "users/delta"))
  }

  @Test func latestListsNothing() throws {
    let emulator = try TestEmulator.people.get()
    #expect(
      emulator.get("/users/delta?$deltatoken=latest").wholeDelta == .delta("users", "users/delta"))
  }

  @Test(arguments: [
    "/users/delta", "/users/delta()", "/users/microsoft.graph.delta", "/users/microsoft.graph.delta()",
    "/Users/DELTA", "/users/delta?$deltatoken=", "/users/delta?deltaToken=", "/users/delta?$count=true",
    "/users/delta?$format=json&_=1",
  ]) func everySpellingBeginsARound(path: String) throws {
    let reply = try TestEmulator.people.get().get(path)
    #expect(reply.status == 200)
    #expect(reply.values("id") == [People.adele, People.alex, People.diego])
    #expect(
      reply["@odata.deltaLink"]?.stringValue?.hasPrefix(
        "http://localhost:8585/beta\(path.prefix { $0 != "?" })?$deltatoken=") == true)
  }

  /// Nulls are left out of what is new.
  @Test func aNewObjectIsWhole() throws {
    let emulator = try TestEmulator.frozen(People.seed)
    let latest = try emulator.latest("/groups/delta")
    let made = emulator.send(
      "POST", "/groups",
      """
      {"displayName":"Night shift","mailEnabled":false,"mailNickname":"night","securityEnabled":true,
       "members@odata.bind":["https://graph.microsoft.com/beta/users/\(People.adele)"],"uniqueName":"night"}
      """)
    #expect(made.status == 201)
    let id = try #require(made["id"]?.stringValue)
    let item = try #require(emulator.get(latest).items.first)
    let stored = try #require(emulator.get("/groups/\(id)").json.objectValue)
    let told = stored.members.filter { !$0.value.isNull && $0.name != "@odata.context" }
    #expect(Array(item.members.dropLast()) == told)
    #expect(
      item.members.last?.name == "members@delta"
        && item.members.last?.value
          == .array([["@odata.type": "#microsoft.graph.user", "id": .string(People.adele)]])
    )
  }

  @Test func aLaterRoundTellsWhatHappened() throws {
    let emulator = try TestEmulator.frozen(People.seed)
    let latest = try emulator.latest("/users/delta?$select=displayName,jobTitle")
    emulator.send("PATCH", "/users/\(People.alex)", #"{"jobTitle":"Baker"}"#)
    emulator.send("PATCH", "/users/\(People.diego)", #"{"department":"Bakery"}"#)
    emulator.send("DELETE", "/users/\(People.adele)")
    let changed = emulator.get(latest)
    #expect(
      changed.wholeDelta
        == .delta(
          "users(displayName,jobTitle)", "users/delta",
          #"{"id":"\#(People.alex)","displayName":"Alex Wilber","jobTitle":"Baker"}"#,
          #"{"id":"\#(People.adele)","@removed":{"reason":"changed"}}"#))

    emulator.send("POST", "/directory/deletedItems/\(People.adele)/restore")
    emulator.send("PATCH", "/users/\(People.alex)", #"{"jobTitle":null}"#)
    let restored = emulator.get(try #require(changed.deltaPath))
    #expect(
      restored.wholeDelta
        == .delta(
          "users(displayName,jobTitle)", "users/delta",
          #"{"id":"\#(People.adele)","displayName":"Adele Vance"}"#,
          #"{"id":"\#(People.alex)","displayName":"Alex Wilber","jobTitle":null}"#))

    emulator.send("DELETE", "/users/\(People.adele)")
    emulator.send("DELETE", "/directory/deletedItems/\(People.adele)")
    let gone = emulator.get(try #require(restored.deltaPath))
    #expect(
      gone.wholeDelta
        == .delta(
          "users(displayName,jobTitle)", "users/delta",
          #"{"id":"\#(People.adele)","@removed":{"reason":"deleted"}}"#))
    // The same link tells the same again.
    #expect(emulator.get(try #require(restored.deltaPath)).wholeDelta == gone.wholeDelta)
  }

  static let minimal = [HeaderField("Prefer", "return=minimal")]

  @Test func returnMinimalTellsOnlyWhatChanged() throws {
    let emulator = try TestEmulator.frozen(People.seed)
    let latest = try emulator.latest("/users/delta")
    emulator.send("PATCH", "/users/\(People.alex)", #"{"jobTitle":"Baker","department":null}"#)
    emulator.send("PATCH", "/users/\(People.alex)", #"{"jobTitle":"Cook"}"#)
    emulator.send("PATCH", "/users/\(People.diego)", #"{"displayName":"Diego"}"#)
    emulator.send("PATCH", "/users/\(People.diego)", #"{"displayName":"Diego Siciliani"}"#)
    emulator.send("PATCH", "/users/\(People.adele)", #"{"displayName":"Adele Vance"}"#)
    emulator.send("PATCH", "/users/\(People.adele)", #"{"passwordProfile":{"password":"xWwvJ]6NMw+bWH-d"}}"#)
    let reply = emulator.send("GET", latest, headers: Self.minimal)
    #expect(
      reply.wholeDelta
        == .delta(
          "users", "users/delta", #"{"id":"\#(People.alex)","department":null,"jobTitle":"Cook"}"#,
          #"{"id":"\#(People.diego)","displayName":"Diego Siciliani"}"#, isMinimal: true))
    // A first round is whole all the same.
    let all = emulator.send("GET", "/users/delta?$select=displayName", headers: Self.minimal)
    #expect(
      all.wholeDelta
        == .delta(
          "users(displayName)", "users/delta",
          #"{"id":"\#(People.adele)","displayName":"Adele Vance"}"#,
          #"{"id":"\#(People.alex)","displayName":"Alex Wilber"}"#,
          #"{"id":"\#(People.diego)","displayName":"Diego Siciliani"}"#))
    let none = emulator.send("GET", "/users/delta?$deltatoken=latest", headers: Self.minimal)
    #expect(none.wholeDelta == .delta("users", "users/delta"))
    // A round that finds nothing has honored the preference.
    let quiet = emulator.send("GET", try #require(none.deltaPath), headers: Self.minimal)
    #expect(quiet.wholeDelta == .delta("users", "users/delta", isMinimal: true))
  }

  /// No links are made for what may be gone, and the answer does not claim them.
  @Test func changesAreNotSentInFull() throws {
    let emulator = try TestEmulator.frozen(People.seed)
    let first = emulator.send("GET", "/users/delta?$select=displayName", headers: [FormatTests.full])
    #expect(first.wholeDelta == emulator.get("/users/delta?$select=displayName").wholeDelta)
    emulator.send("PATCH", "/users/\(People.alex)", #"{"displayName":"Alex"}"#)
    let next = emulator.send("GET", try #require(first.deltaPath), headers: [FormatTests.full])
    let changed = #"{"id":"\#(People.alex)","displayName":"Alex"}"#
    #expect(next.wholeDelta == .delta("users(displayName)", "users/delta", changed))
    let numbers = HeaderField("Accept", "application/json;odata.metadata=full;IEEE754Compatible=true")
    var expected = next.wholeDelta
    expected.headers = expected.headers.map {
      $0.replacing(FormatTests.type("minimal"), with: FormatTests.type("minimal", true))
    }
    #expect(
      emulator.send("GET", try #require(first.deltaPath), headers: [numbers]).wholeDelta == expected)
  }

  /// What came and went between two rounds is told as gone: a client may have seen it in a first round's pages.
  @Test func whatCameAndWentIsTold() throws {
    let emulator = try TestEmulator.frozen(People.seed)
    let latest = try emulator.latest("/devices/delta?$select=displayName")
    let made = emulator.send(
      "POST", "/devices",
      """
      {"accountEnabled":true,"displayName":"KIOSK-02","operatingSystem":"Linux","operatingSystemVersion":"1",
       "deviceId":"34333333-0000-4000-8000-000000000002",
       "alternativeSecurityIds":[{"type":2,"key":"Y3YxMjM="}]}
      """)
    let id = try #require(made["id"]?.stringValue, "\(made.text)")
    emulator.send("DELETE", "/devices/\(id)")
    #expect(
      emulator.get(latest).wholeDelta
        == .delta(
          "devices(displayName)", "devices/delta", #"{"id":"\#(id)","@removed":{"reason":"deleted"}}"#))
  }

  /// The client reads on while others write: the next round makes up for it.
  @Test func changesBetweenPagesComeInTheNextRound() throws {
    let emulator = try TestEmulator.frozen(People.seed)
    try emulator.load(#"{"settings": {"pageSize": 1}}"#)
    let first = emulator.get("/users/delta?$select=displayName")
    emulator.send("PATCH", "/users/\(People.adele)", #"{"displayName":"Adele"}"#)
    emulator.send("DELETE", "/users/\(People.alex)")
    let second = emulator.get(try #require(first.nextPath))
    #expect(
      second.wholeDelta
        == .delta(
          "users(displayName)", "users/delta",
          #"{"id":"\#(People.diego)","displayName":"Diego Siciliani"}"#))
    let third = emulator.get(try #require(second.deltaPath))
    #expect(
      third.wholeDelta
        == .delta(
          "users(displayName)", "users/delta", #"{"id":"\#(People.adele)","displayName":"Adele"}"#,
          isLast: false))
    let fourth = emulator.get(try #require(third.nextPath))
    #expect(
      fourth.wholeDelta
        == .delta(
          "users(displayName)", "users/delta", #"{"id":"\#(People.alex)","@removed":{"reason":"changed"}}"#))
  }

  /// Every type of object in one stream; the two versions have tokens of their own.
  @Test func directoryObjectsOfEveryType() throws {
    let emulator = try TestEmulator.frozen(People.seed)
    let latest = try emulator.latest("/directoryObjects/delta?$select=displayName")
    emulator.send("PATCH", "/users/\(People.alex)", #"{"displayName":"Alex"}"#)
    emulator.send("PATCH", "/groups/\(People.sales)", #"{"displayName":"Sales and service"}"#)
    emulator.send("DELETE", "/groups/\(People.sales)/members/\(People.diego)/$ref")
    emulator.send("DELETE", "/devices/\(People.kiosk)")
    #expect(
      emulator.get(latest).wholeDelta
        == .delta(
          "directoryObjects(displayName)", "directoryObjects/delta",
          ##"{"@odata.type":"#microsoft.graph.user","id":"\##(People.alex)","displayName":"Alex"}"##,
          ##"{"@odata.type":"#microsoft.graph.group","id":"\##(People.sales)","displayName":"Sales and service"}"##,
          ##"{"@odata.type":"#microsoft.graph.device","id":"\##(People.kiosk)","@removed":{"reason":"deleted"}}"##
        ))
    #expect(emulator.send("GET", latest, version: "v1.0").errorCodes == ["Directory_ExpiredPageToken"])
  }
}
