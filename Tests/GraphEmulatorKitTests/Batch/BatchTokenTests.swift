import GraphEmulatorKit
import HTTPMessages
import JSON
import Testing

/// Whose token an item comes with.
@Suite struct BatchTokenTests {
  static let item = #"{"id":"1","method":"GET","url":"/users/\#(People.adele)?$select=id""#
  static let challenge =
    #","WWW-Authenticate":"Bearer realm=\"\", authorization_uri=\"http://localhost:8585/common/oauth2/authorize\", client_id=\"00000003-0000-0000-c000-000000000000\"""#

  @Test func aBatchWithoutATokenRunsNothing() throws {
    let emulator = try TestEmulator.people.get()
    let request = Request(
      method: "POST", target: "/beta/$batch",
      headers: RequestHeaders([HeaderField("Content-Type", "application/json")]),
      body: Array(#"{"requests":[{"id":"1","method":"DELETE","url":"/users/\#(People.adele)"}]}"#.utf8))
    let reply = Reply(emulator.core.respond(to: request))
    #expect(reply.status == 401)
    #expect(reply.errorCodes == ["InvalidAuthenticationToken"])
    #expect(emulator.get("/users/\(People.adele)").status == 200)
  }

  @Test func anItemsOwnTokenWins() throws {
    let emulator = try TestEmulator.people.get()
    let inherited = emulator.batch(Self.item + "}")
    #expect(inherited.outcomes == ["1 200"])
    #expect(
      emulator.batch(Self.item + #","headers":{"authorization":"Bearer other"}}"#).outcomes == ["1 200"])

    let refused = emulator.batch(Self.item + #","headers":{"AUTHORIZATION":"Bearer "}}"#)
    #expect(
      refused.parts == [
        Part.error(
          "1", 401, "InvalidAuthenticationToken", "Access token is empty.", headers: Self.challenge)
      ])
  }

  /// The host is where the batch went, whatever an item says.
  @Test func anItemHasNoHostOfItsOwn() throws {
    let reply = try TestEmulator.people.get().batch(Self.item + #","headers":{"Host":"elsewhere"}}"#)
    let user = #"{"@odata.context":"B/$metadata#users(id)/$entity","id":"\#(People.adele)"}"#
    #expect(reply.parts == [Part.result("1", user)])
  }
}
