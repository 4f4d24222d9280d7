import GraphContract
import JSON
import Testing

@Suite("Messages of all stages") struct AllMessagesTests {
  private static let failures: [any RequestFailure] =
    (EarlyMessagesTests.framing + EarlyMessagesTests.caller + EarlyMessagesTests.routing
    + EarlyMessagesTests.interruptions + EarlyMessagesTests.overloads
    + StoredMessagesTests.references + StoredMessagesTests.states).map(\.0)
    + BodyMessagesTests.rows.map(\.0) + PayloadMessagesTests.rows.map { BodyFailure.payload($0.0) }
    + QueryMessagesTests.rows.map(\.0) + SelectionMessagesTests.rows.map(\.0)

  /// A refusal is the client's fault, says what this emulator lacks, does not speak or that it is at work, and never goes out without
  /// a word.
  @Test(arguments: Self.failures) func refusal(_ failure: any RequestFailure) {
    let error = failure.told(by: PlainMessages())
    #expect((400..<500).contains(error.status) || [501, 503, 505].contains(error.status))
    #expect(!error.message.isEmpty)
    #expect(!error.code.isEmpty)
  }

  /// Only a workload knows how errors of its own go out.
  @Test func plainErrorsGoOutAsTheyAre() {
    let error = GraphError(
      409, "Conflict", "No.", target: "body", inner: ["code": .string("x")], headers: [("Allow", "GET")])
    let occasion = ErrorOccasion(requestID: "1", path: "/users")
    #expect(error.told(by: PlainMessages()) == error)
    #expect(PlainMessages().completed(error, occasion) == error)
  }

  @Test func anotherCodeLeavesTheDetailsOut() {
    let error = StateFailure.duplicateIdentifier("17").told(by: PlainMessages())
    let recoded = error.recoded("Conflict")
    #expect(recoded == GraphError(400, "Conflict", error.message))
    #expect(!error.details.isEmpty)
  }
}
