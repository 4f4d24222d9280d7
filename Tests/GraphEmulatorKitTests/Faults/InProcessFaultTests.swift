import HTTPMessages
import Testing

@testable import GraphEmulatorKit

/// What a test without a socket meets of faults.
@Suite struct InProcessFaultTests {
  private let emulator: Emulator

  init() throws { emulator = try Emulator() }

  private func ask(meeting effect: String) throws -> EmulatorResponse {
    let made = emulator.core.respond(
      to: Request(
        method: "POST", target: "/_emulator/tenants/default/faults",
        body: Array(#"{"effect":\#(effect)}"#.utf8)))
    #expect(made.status == 201)
    return try emulator.tenant().respond(to: EmulatorRequest("GET", "/v1.0/users?$select=id"))
  }

  @Test(arguments: [#"{"close":true}"#, #"{"close":true,"afterCommit":true}"#, #"{"cutAfterBytes":9}"#])
  func aConnectionThatCloses(effect: String) {
    #expect(throws: EmulatorError.connectionClosed) { try ask(meeting: effect) }
  }

  @Test(arguments: [
    (#"{"delay":"PT1.5S"}"#, Duration.milliseconds(1500)), (#"{"cutAfterBytes":1000000}"#, .zero),
    (#"{"drip":{"bytes":5,"every":"PT0.25S"}}"#, .zero),
  ]) func anAnswerThatComesWhole(effect: String, delay: Duration) throws {
    let response = try ask(meeting: effect)
    #expect(response.status == 200)
    #expect(
      response.text
        == #"{"@odata.context":"http://localhost/v1.0/$metadata#users(id)","value":[]}"#)
    #expect(response.delay == delay)
  }
}
