import Foundation
import HTTPMessages
import JSON
import Testing

@Suite("Seeds, reset and export through the control plane")
struct SeedAndResetTests {
  @Test("A seed is merged in, a reset goes back to the seeds of the start")
  func reset() throws {
    let file = FileManager.default.temporaryDirectory.appending(path: "seed-\(UUID().uuidString).json")
    try Foundation.Data(#"{"users":[{"userPrincipalName":"adele@contoso.example"}],"clock":{"mode":"frozen","now":"2026-01-31T08:15:30Z"}}"#.utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let emulator = try ControlledEmulator(seeds: [file.path])
    let start = emulator.export()
    #expect(
      emulator.seed(#"{"groups":[{"displayName":"Sales","members@odata.bind":["users/adele@contoso.example"]}]}"#)
        == #"{"created":1,"changed":0,"ignored":[]}"#)
    #expect(emulator.send("GET", "/beta/groups/$count").text != "0")
    #expect(emulator.export() != start)
    #expect(
      emulator.send("POST", "/_emulator/tenants/default/reset").text == #"{"created":1,"changed":0,"ignored":[]}"#)
    #expect(emulator.export() == start)
  }

  @Test("Who reads while a tenant is reset sees all of it, before or after")
  func atomicReset() async throws {
    let emulator = try ControlledEmulator(seeds: [Self.contoso])
    let whole = emulator.export()
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<3 {
        group.addTask { _ = emulator.send("POST", "/_emulator/tenants/default/reset") }
        group.addTask {
          for _ in 0..<20 {
            #expect(emulator.send("GET", "/beta/users/adele@contoso.example?$select=displayName").status == 200)
          }
        }
      }
    }
    #expect(emulator.export() == whole)
  }

  private static var contoso: String {
    URL(filePath: #filePath).appending(path: "../../../seed-data/contoso.json").standardized.path
  }

  @Test("An export loaded into an empty tenant gives the same bytes", arguments: ["contoso", "minimal"])
  func roundTrip(name: String) throws {
    let file = URL(filePath: #filePath).appending(path: "../../../seed-data/\(name).json").standardized.path
    try expectRoundTrip(of: ControlledEmulator(seeds: [file]).export())
  }

  @Test("Every area in one seed: loaded, settled, exported, loaded again")
  func everyArea() throws {
    let emulator = try ControlledEmulator()
    #expect(emulator.seed(EveryArea.seed) == #"{"created":40,"changed":0,"ignored":[]}"#)
    let allotments = emulator.send("GET", "/beta/admin/cloudLicensing/allotments?$select=id,consumedUnits").json
    let counts = allotments.objectValue?["value"]?.arrayValue?.compactMap { $0.objectValue?["consumedUnits"]?.intValue }
    #expect(counts == [2, 1, 1])
    let state = emulator.export()
    #expect(emulator.seed(EveryArea.seed).contains(#""created":0"#))
    #expect(emulator.export() == state)
    try expectRoundTrip(of: state)
  }

  private func expectRoundTrip(of exported: String) throws {
    let second = try ControlledEmulator()
    _ = second.seed(exported)
    #expect(second.export() == exported)
  }

  @Test("A wrong seed changes nothing")
  func wrongSeed() throws {
    let emulator = try ControlledEmulator()
    let response = emulator.send(
      "POST", "/_emulator/tenants/default/seed",
      #"{"users":[{"userPrincipalName":"a@contoso.example"}],"groups":[{"displayName":"G","members@odata.bind":["users/x"]}]}"#)
    #expect(response.status == 400)
    #expect(
      response.text
        == #"{"error":{"code":"SeedInvalid","message":"body: $.groups[0].members@odata.bind[0]: no user 'x'"}}"#)
    #expect(emulator.export().contains("a@contoso.example") == false)
  }
}
