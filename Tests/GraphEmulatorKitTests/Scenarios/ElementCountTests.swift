import TestSupport
import Testing

/// How many elements a property has that is a collection.
@Suite struct ElementCountTests {
  private let emulator: TestEmulator

  init() throws {
    emulator = try TestEmulator(
      #"""
      {"users":[{"id":"\#(Self.user)","userPrincipalName":"ada@contoso.example","displayName":"Ada",
        "businessPhones":["1"],"otherMails":["a@contoso.example","b@contoso.example"]}]}
      """#)
  }

  private static let user = "11111111-1111-1111-1111-111111111111"

  /// `$count` was an unknown segment there.
  @Test(arguments: [("businessPhones", "1"), ("otherMails", "2"), ("proxyAddresses", "0")])
  func elementsAreCounted(property: String, count: String) {
    let reply = emulator.get("/users/\(Self.user)/\(property)/$count")
    #expect(reply.status == 200 && reply.text == count, "\(reply.text)")
    #expect(reply.header("Content-Type")?.hasPrefix("text/plain") == true, "\(reply.headers)")
  }

  @Test(arguments: ["displayName/$count", "businessPhones/$value"])
  func eachKindHasItsOwnSegment(path: String) {
    let reply = emulator.get("/users/\(Self.user)/\(path)")
    #expect(reply.status == 400)
    let segment = path.hasSuffix("$count") ? "$count" : "$value"
    #expect(reply.message == "Resource not found for the segment '\(segment)'.")
  }

  @Test func itIsOnlyRead() {
    let reply = emulator.send("PATCH", "/users/\(Self.user)/businessPhones/$count", "{}")
    #expect(reply.status == 405, "\(reply.text)")
  }
}
