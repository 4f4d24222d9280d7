import JSON
import Testing

/// How long tokens live: a week of the tenant's clock, a restart, but no reset.
@Suite struct DeltaLifeTests {
  static let restart = "Location: B/users/delta?$deltatoken="

  static func gone(_ date: String) -> WholeAnswer {
    var answer = WholeAnswer.error(
      410, "syncStateNotFound", "The sync state of the token is not found. Start anew without a token.")
    answer.headers = (answer.headers + [restart]).sorted()
    answer.body = answer.body.replacing("2026-01-31T08:15:30", with: date)
    return answer
  }

  private func set(_ emulator: TestEmulator, _ now: String) throws {
    try emulator.load(#"{"clock": {"mode": "frozen", "now": "\#(now)Z"}}"#)
  }

  @Test func aTokenLivesSevenDays() throws {
    let emulator = try TestEmulator.frozen(People.seed)
    try emulator.load(#"{"settings": {"pageSize": 1}}"#)
    let delta = try emulator.latest("/users/delta?$select=displayName")
    let page = try #require(emulator.get("/users/delta").nextPath)
    emulator.send("PATCH", "/users/\(People.alex)", #"{"displayName":"Alex"}"#)
    try set(emulator, "2026-02-07T08:15:29")
    let reply = emulator.get(delta)
    #expect(reply.values("displayName") == ["Alex"])
    #expect(emulator.get(page).status == 200)

    try set(emulator, "2026-02-07T08:15:30")
    #expect(emulator.get(delta).whole == Self.gone("2026-02-07T08:15:30"))
    #expect(emulator.get(page).whole == Self.gone("2026-02-07T08:15:30"))
    // Where the answer points to, a new round begins.
    #expect(emulator.get("/users/delta?$deltatoken=").values("id") == [People.adele])
    // The link of the answer before is a second younger.
    let last = emulator.get(try #require(reply.deltaPath))
    #expect(last["value"] == [])
  }

  /// Nothing older than a week is kept, and who would need it is told so, however often it asked for pages.
  @Test func oldChangesAreForgotten() throws {
    let emulator = try TestEmulator.frozen(People.seed)
    try emulator.load(#"{"settings": {"pageSize": 1}}"#)
    let first = try #require(emulator.get("/users/delta?$select=displayName").nextPath)
    emulator.send("PATCH", "/users/\(People.adele)", #"{"displayName":"Adele"}"#)
    try set(emulator, "2026-02-05T00:00:00")
    let second = try #require(emulator.get(first).nextPath)
    try set(emulator, "2026-02-10T00:00:00")
    // Still there, as nothing was written since.
    let third = emulator.get(second)
    #expect(third.values("id") == [People.diego])
    emulator.send("PATCH", "/users/\(People.alex)", #"{"displayName":"Alex"}"#)
    #expect(emulator.get(try #require(third.deltaPath)).whole == Self.gone("2026-02-10T00:00:00"))
  }

  @Test func aResetEndsThemAll() throws {
    let emulator = try TestEmulator.frozen(People.seed)
    let link = try emulator.latest("/users/delta")
    try emulator.load(
      #"{"clock": {"mode": "frozen", "now": "2026-01-31T08:15:30Z"}, "#
        + String(People.seed.dropFirst()), replacing: true)
    #expect(emulator.get(link).whole == Self.gone("2026-01-31T08:15:30"))
    let fresh = emulator.get("/users/delta?$select=id")
    #expect(fresh.values("id") == [People.adele, People.alex, People.diego])
    let last = emulator.get(try #require(fresh.deltaPath))
    #expect(last["value"] == [])
  }

  /// What a load into a running tenant changes is told like everything else.
  @Test func aMergedSeedIsAChange() throws {
    let emulator = try TestEmulator.frozen(People.seed)
    let users = try emulator.latest("/users/delta?$select=displayName,manager")
    let groups = try emulator.latest("/groups/delta?$select=displayName,members")
    try emulator.load(
      """
      {"users": [{"id": "\(People.alex)", "displayName": "Alex"}],
       "groups": [{"id": "\(People.sales)", "displayName": "Sales", "members@odata.bind": ["users/\(People.alex)"]}]}
      """)
    #expect(
      emulator.get(users).wholeDelta
        == .delta(
          "users(displayName,manager)", "users/delta", #"{"id":"\#(People.alex)","displayName":"Alex"}"#))
    #expect(
      emulator.get(groups).wholeDelta
        == .delta(
          DeltaLinkTests.members, "groups/delta",
          """
          {"id":"\(People.sales)","displayName":"Sales","members@delta":[\(DeltaLinkTests.link(People.alex))]}
          """))
  }
}
