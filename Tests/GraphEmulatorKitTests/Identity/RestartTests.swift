import Foundation
import GraphEmulatorKit
import JSON
import Testing

@Suite("What was signed before a restart is good after it")
struct RestartTests {
  @Test func keysAndRefreshTokensStay() throws {
    let folder = FileManager.default.temporaryDirectory.path + "/tokens-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    func start(_ seed: String) throws -> SignIn {
      SignIn(emulator: try TestEmulator(seed) { $0.dataDirectory = folder })
    }
    func begin() throws -> (access: String, refresh: String) {
      let tokens = try start(SignIn.seed("")).token([
        "grant_type": "password", "client_id": "x", "username": "alex@contoso.example", "password": "x",
        "scope": "User.Read offline_access",
      ])
      return (try #require(try tokens.text("access_token")), try #require(try tokens.text("refresh_token")))
    }
    let before = try begin()
    let signIn = try start("{}")
    #expect(try signIn.claims(before.access)["upn"] == "alex@contoso.example")
    let next = signIn.token([
      "grant_type": "refresh_token", "client_id": "x", "refresh_token": before.refresh,
    ])
    #expect(try signIn.claims(next.text("access_token"))["scp"] == "User.Read")
    let mode = try FileManager.default.attributesOfItem(atPath: folder + "/.signing-keys.json")[
      .posixPermissions]
    #expect(mode as? Int == 0o600)
  }
}
