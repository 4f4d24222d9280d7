import Testing

@testable import Identity

@Suite("Grants are good once, as far back as they are remembered")
struct SpentGrantsTests {
  @Test func theOldestMakeRoom() {
    let spent = SpentGrants(limit: 3)
    #expect(["a", "b", "c"].map(spent.spend) == [true, true, true])
    #expect(["a", "b", "c"].map(spent.spend) == [false, false, false])
    #expect(spent.spend("d"))
    #expect(["a", "b", "c", "d"].map(spent.isSpent) == [false, true, true, true])
    // What comes again takes the place of the next one, once around.
    #expect(["e", "f", "g"].map(spent.spend) == [true, true, true])
    #expect(["b", "c", "d", "e", "f", "g"].map(spent.isSpent) == [false, false, false, true, true, true])
  }
}
