import JSON
import Testing

/// What follows from the order of items and from their dependencies.
@Suite struct BatchOrderTests {
  @Test func oneFailureLeavesTheOthersAlone() throws {
    let reply = try TestEmulator.people.get().batch(
      [Self.ok("b"), Self.missing("a"), Self.ok("c")].joined(separator: ","))
    #expect(reply.status == 200)
    #expect(reply.outcomes == ["b 200", "a 404", "c 200"])
  }

  @Test func allMayFail() throws {
    let reply = try TestEmulator.people.get().batch(Self.missing("1") + "," + Self.missing("2"))
    #expect(reply.status == 200)
    #expect(reply.outcomes == ["1 404", "2 404"])
  }

  @Test func laterItemsSeeWhatEarlierOnesDid() throws {
    let reply = try TestEmulator.frozen(People.seed).batch(
      #"""
      {"id":"1","method":"PATCH","url":"/users/\#(People.adele)","body":{"city":"Ulm"},
       "headers":{"Content-Type":"application/json"}},
      {"id":"2","method":"GET","url":"/users/\#(People.adele)?$select=city","dependsOn":["1"]},
      {"id":"3","method":"DELETE","url":"/users/\#(People.alex)","dependsOn":["2"]},
      {"id":"4","method":"GET","url":"/users/\#(People.alex)","dependsOn":["3"]}
      """#)
    #expect(reply.outcomes == ["1 204", "2 200", "3 204", "4 404"])
    #expect(
      reply.parts[1]
        == Part.result("2", #"{"@odata.context":"B/$metadata#users(city)/$entity","city":"Ulm"}"#))
  }

  @Test func whatDependsOnAFailureFailsDownTheChain() throws {
    let reply = try TestEmulator.people.get().batch(
      [
        Self.missing("A"), Self.ok("2", after: #"["a"]"#), Self.ok("3", after: #"["2"]"#),
        Self.ok("4", spelled: "depends_on", after: #"["3"]"#),
      ].joined(separator: ","))
    #expect(reply.outcomes == ["A 404", "2 424", "3 424", "4 424"])
    #expect(reply.parts[1] == Part.error("2", 424, "FailedDependency", "Failed Dependency"))
  }

  @Test func allMayWaitForTheFirst() throws {
    let reply = try TestEmulator.people.get().batch(
      [
        Self.missing("A"), Self.ok("2", after: #"["a"]"#), Self.ok("3", after: #"["A"]"#),
      ].joined(separator: ","))
    #expect(reply.outcomes == ["A 404", "2 424", "3 424"])
  }

  @Test func aFailedDependencyKeepsAWriteFromRunning() throws {
    let emulator = try TestEmulator.people.get()
    let reply = emulator.batch(
      Self.missing("1") + #",{"id":"2","method":"DELETE","url":"/users/\#(People.adele)","dependsOn":["1"]}"#)
    #expect(reply.outcomes == ["1 404", "2 424"])
    #expect(emulator.get("/users/\(People.adele)").status == 200)
  }

  /// Ids of the items that each item waits for, and whether that is all in a row, side by side, or a first and the rest.
  static let shapes: [([[Int]], Bool)] = [
    ([[]], true),
    ([[], []], true),
    ([[], [1]], true),
    ([[], [1], [2], [3]], true),
    ([[], [1], [1], [1]], true),
    ([[], [1], []], false),
    ([[], [], [2]], false),
    ([[], [1], [1, 2]], false),
    ([[], [1], [2], [2]], false),
    ([[], [], [1, 2]], false),
  ]

  /// Part of a batch in a row and part side by side is refused, in every mode.
  @Test(arguments: shapes) func dependenciesHaveOneShape(shape: [[Int]], isTaken: Bool) throws {
    let items = shape.enumerated().map { Self.ok("\($0 + 1)", after: "\($1)") }.joined(separator: ",")
    let reply = try TestEmulator.people.get().batch(items)
    if isTaken {
      #expect(reply.outcomes == shape.indices.map { "\($0 + 1) 200" })
    } else {
      #expect(
        reply.whole == .error(400, "BadRequest", "Batch should be either fully sequential or fully parallel.")
      )
    }
  }

  @Test func twentyReads() throws {
    let emulator = try TestEmulator.people.get()
    let reply = emulator.batch((1...20).map { Self.ok("\($0)") }.joined(separator: ","))
    let user = #"{"@odata.context":"B/$metadata#users(id)/$entity","id":"\#(People.adele)"}"#
    #expect(reply.whole.headers == [WholeAnswer.jsonType, "OData-Version: 4.0"])
    #expect(reply.parts == (1...20).map { Part.result("\($0)", user) })
  }

  @Test func answersCanBeShuffled() throws {
    let items = (1...20).map { Self.ok("\($0)") }.joined(separator: ",")
    let inOrder = (1...20).map { "\($0) 200" }
    let first = try Self.shuffled(seed: "7").batch(items).outcomes
    #expect(first != inOrder)
    #expect(Set(first) == Set(inOrder))
    #expect(try Self.shuffled(seed: "7").batch(items).outcomes == first)
    #expect(try Self.shuffled(seed: "8").batch(items).outcomes != first)
    #expect(try Set(Self.shuffled(seed: "null").batch(items).outcomes) == Set(inOrder))
  }

  private static func shuffled(seed: String) throws -> TestEmulator {
    let emulator = try TestEmulator.frozen(People.seed)
    try emulator.load(#"{"settings":{"batch":{"order":"shuffled"},"randomSeed":\#(seed)}}"#)
    return emulator
  }

  static func ok(_ id: String, spelled: String = "dependsOn", after ids: String = "[]") -> String {
    #"{"id":"\#(id)","method":"GET","url":"/users/\#(People.adele)?$select=id","\#(spelled)":\#(ids)}"#
  }

  static func missing(_ id: String) -> String {
    #"{"id":"\#(id)","method":"GET","url":"/users/\#(People.nobody)"}"#
  }
}
