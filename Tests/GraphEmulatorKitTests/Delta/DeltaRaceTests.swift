import JSON
import Synchronization
import Testing

/// Clients that read while others write.
@Suite struct DeltaRaceTests {
  @Test func nothingIsMissedWhileOthersWrite() throws {
    let emulator = try TestEmulator(RandomDirectory.seed)
    let writers = Atomic<Int>(3)
    let failures = Collected<String>()
    let accepted = Collected<String>()
    Race.run(threads: 5) { number in
      if number < 3 {
        Self.write(emulator, number, accepted)
        writers.subtract(1, ordering: .acquiringAndReleasing)
      } else {
        let copy = DeltaCopy(
          "/groups/delta?$select=displayName,members", isMinimal: number == 3)
        do {
          repeat { try copy.read(emulator) } while !copy.isUpToDate || writers.load(ordering: .acquiring) > 0
          repeat { try copy.read(emulator) } while !copy.isUpToDate
        } catch { return failures.add("\(error)") }
        let state = Self.state(emulator)
        if copy.description != state { failures.add("\(copy.description) is not \(state)") }
      }
    }
    #expect(failures.all == [])
    #expect(accepted.all.count > 60, "hardly any change was accepted")
  }

  /// Joins and leaves in turn, and a new name now and then.
  private static func write(_ emulator: TestEmulator, _ number: Int, _ accepted: Collected<String>) {
    for round in 0..<60 {
      let group = "/groups/22222222-0000-4000-8000-00000000000\(round % 4 + 1)"
      let user = PagingTests.user((number * 3 + round / 4) % 8)
      let reference = #"{"@odata.id":"https://graph.microsoft.com/beta/users/\#(user)"}"#
      let reply =
        (round / 4) % 2 == 0
        ? emulator.send("POST", "\(group)/members/$ref", reference)
        : emulator.send("DELETE", "\(group)/members/\(user)/$ref")
      if reply.status == 204 { accepted.add("\(number) \(round)") }
      if round % 7 == number { emulator.send("PATCH", group, #"{"displayName":"\#(number) \#(round)"}"#) }
    }
  }

  private static func state(_ emulator: TestEmulator) -> [String] {
    emulator.get("/groups?$select=id,displayName&$top=99").items.map { item in
      let id = item["id"]?.stringValue ?? ""
      let members = emulator.get("/groups/\(id)/members?$select=id&$top=99").values("id").sorted()
      let values = item.members.map { "\($0.name)=\($0.value.text)" }.sorted()
      return "\(id) \(values) \((members.isEmpty ? [] : ["members@delta: \(members)"]) as [String])"
    }.sorted()
  }
}
