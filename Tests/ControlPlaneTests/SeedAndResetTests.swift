import Foundation
import GraphEmulatorKit
import HTTPMessages
import JSON
import Testing

@Suite("Seeds, reset and export through the control plane")
struct SeedAndResetTests {
  @Test("A seed is merged in, a reset goes back to the seeds of the start")
  func reset() throws {
    let seed = try SeedFile(
      #"{"users":[{"userPrincipalName":"adele@contoso.example"}],"clock":{"mode":"frozen","now":"2026-01-31T08:15:30Z"}}"#
    )
    let emulator = try ControlledEmulator(seeds: [seed.path])
    let start = emulator.export()
    #expect(
      emulator.seed(
        #"{"groups":[{"displayName":"Sales","members@odata.bind":["users/adele@contoso.example"]}],"clock":{"mode":"real"}}"#
      )
        == #"{"created":1,"changed":0,"ignored":[]}"#)
    #expect(emulator.export() != start)
    #expect(
      emulator.send("POST", "/_emulator/tenants/default/reset").text
        == #"{"created":1,"changed":0,"ignored":[]}"#)
    #expect(emulator.export() == start)
  }

  @Test("Who reads while a tenant is reset sees all of it, before or after")
  func atomicReset() async throws {
    let clock = try SeedFile(#"{"clock":{"mode":"frozen","now":"2026-01-31T08:15:30Z"}}"#)
    let emulator = try ControlledEmulator(seeds: [Self.path(of: "contoso"), clock.path])
    let whole = emulator.export()
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<3 {
        group.addTask { _ = emulator.send("POST", "/_emulator/tenants/default/reset") }
        group.addTask {
          for _ in 0..<20 {
            #expect(
              emulator.send("GET", "/beta/users/adele@contoso.example?$select=displayName").status == 200)
          }
        }
      }
    }
    #expect(emulator.export() == whole)
  }

  static func path(of name: String) -> String {
    URL(filePath: #filePath).appending(path: "../../../seed-data/\(name).json").standardized.path
  }

  @Test("The folder with the demo company was refused, since both of its files had the same ids")
  func shippedFolder() throws {
    let folder = URL(filePath: Self.path(of: "contoso")).deletingLastPathComponent().path
    let (alone, check) = try (SeedValidation([Self.path(of: "contoso")]), SeedValidation([folder]))
    let small = try SeedValidation([Self.path(of: "minimal")])
    #expect([alone, small, check].map(\.mistake) == [nil, nil, nil])
    #expect([alone, small, check].flatMap(\.ignored) == [])
    // The built-in catalog and the organization are not among what the seeds make.
    #expect(check.created == alone.created + small.created)
  }

  @Test("An export gives the same bytes when an emulator starts with it", arguments: ["contoso", "minimal"])
  func roundTrip(name: String) throws {
    try expectRoundTrip(of: ControlledEmulator(seeds: [Self.path(of: name)]).export())
  }

  @Test("Every workload in one seed: loaded, settled, exported, loaded again")
  func everyWorkload() throws {
    let seed = try SeedFile(EveryWorkload.seed)
    let emulator = try ControlledEmulator(seeds: [seed.path])
    let allotments = emulator.send("GET", "/beta/admin/cloudLicensing/allotments?$select=id,consumedUnits")
      .json
    let counts = allotments.objectValue?["value"]?.arrayValue?.compactMap {
      $0.objectValue?["consumedUnits"]?.intValue
    }
    #expect(counts == [2, 1, 1])
    let state = emulator.export()
    #expect(emulator.seed(EveryWorkload.seed).contains(#""created":0"#))
    #expect(emulator.export() == state)
    try expectRoundTrip(of: state)
  }

  private func expectRoundTrip(of exported: String) throws {
    let seed = try SeedFile(exported)
    #expect(try ControlledEmulator(seeds: [seed.path]).export() == exported)
  }

  @Test("A wrong seed changes nothing")
  func wrongSeed() throws {
    let emulator = try ControlledEmulator()
    let response = emulator.send(
      "POST", "/_emulator/tenants/default/seed",
      #"{"users":[{"userPrincipalName":"a@contoso.example"}],"groups":[{"displayName":"G","members@odata.bind":["users/x"]}]}"#
    )
    #expect(response.status == 400)
    #expect(
      response.text
        == #"{"error":{"code":"SeedInvalid","message":"body: $.groups[0].members@odata.bind[0]: no user 'x'"}}"#
    )
    #expect(emulator.export().contains("a@contoso.example") == false)
  }

  @Test("A seed with a photo for who has one was answered with 500 and a constraint of SQLite")
  func photoOfAUserWhoHasOne() throws {
    let emulator = try ControlledEmulator()
    func seed(_ bytes: String) -> String {
      emulator.seed(
        #"""
        {"users":[{"id":"11111111-0000-4000-8000-000000000001","userPrincipalName":"a@contoso.example",
         "photo":{"@emulator.streams":{"$value":{"contentType":"image/png","bytes":"\#(bytes)"}}}}]}
        """#)
    }
    #expect(seed("QQ==") == #"{"created":2,"changed":0,"ignored":[]}"#)
    #expect(seed("Qg==") == #"{"created":0,"changed":1,"ignored":[]}"#)
    #expect(seed("Qg==") == #"{"created":0,"changed":0,"ignored":[]}"#)
    let photo = emulator.send("GET", "/v1.0/users/a@contoso.example/photo/$value")
    #expect((photo.status, photo.text) == (200, "B"))
  }
}

/// A seed in a temporary file.
///
/// A class because its file goes when the test is done.
final class SeedFile {
  let path: String

  init(_ text: String) throws {
    let file = FileManager.default.temporaryDirectory.appending(path: "seed-\(UUID().uuidString).json")
    try Foundation.Data(text.utf8).write(to: file)
    path = file.path
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}
