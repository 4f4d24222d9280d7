import Foundation
import GraphEmulatorKit
import HTTPMessages
import JSON
import Logging
import Testing

@Suite("Snapshots through the control plane")
struct SnapshotTests {
  private static let snapshots = "/_emulator/tenants/default/snapshots"

  private static let seed =
    #"{"users":[{"userPrincipalName":"adele@contoso.example"}],"settings":{"pageSize":3},"clock":{"mode":"frozen","now":"2026-01-31T08:15:30Z"}}"#

  @Test("A state is saved, gone back to, listed and removed, with settings and clock")
  func life() throws {
    let emulator = try ControlledEmulator()
    _ = emulator.seed(Self.seed)
    let start = emulator.export()
    let saved = emulator.send("PUT", Self.snapshots + "/before")
    #expect(saved.status == 201)
    let bytes = try #require(saved.json.objectValue?["bytes"]?.intValue)
    #expect(saved.text == #"{"name":"before","bytes":\#(bytes)}"#)
    #expect(emulator.send("GET", Self.snapshots).text == #"{"value":[\#(saved.text)]}"#)
    #expect(emulator.send("GET", Self.snapshots + "/before").text == saved.text)
    #expect(emulator.send("DELETE", "/beta/users/adele@contoso.example").status == 204)
    _ = emulator.seed(#"{"settings":{"pageSize":9},"clock":{"mode":"frozen","now":"2027-01-31T08:15:30Z"}}"#)
    for _ in 0..<2 {
      let restored = emulator.send("POST", Self.snapshots + "/before/restore")
      #expect(restored.status == 204 && restored.body.isEmpty)
      #expect(emulator.export() == start)
      #expect(emulator.send("GET", "/_emulator/tenants/default/settings").text == #"{"pageSize":3}"#)
      #expect(
        emulator.send("GET", "/_emulator/tenants/default/clock").text
          == #"{"mode":"frozen","now":"2026-01-31T08:15:30Z"}"#)
      #expect(emulator.seed(#"{"groups":[{"displayName":"Later"}]}"#).contains(#""created":1"#))
    }
    let again = emulator.send("PUT", Self.snapshots + "/before")
    #expect(again.status == 200)
    #expect(emulator.send("DELETE", Self.snapshots + "/before").status == 204)
    #expect(emulator.send("GET", Self.snapshots).text == #"{"value":[]}"#)
  }

  @Test(
    "There is none of a name that nobody gave",
    arguments: [("GET", ""), ("DELETE", ""), ("POST", "/restore")])
  func unknown(method: String, path: String) throws {
    let answer = try ControlledEmulator().send(method, Self.snapshots + "/none" + path)
    #expect(answer.status == 404)
    #expect(
      answer.text == #"{"error":{"code":"SnapshotNotFound","message":"There is no snapshot 'none'."}}"#)
  }

  @Test(
    "Names are never paths",
    arguments: [
      "..", "%2E%2E", "..%2Fdefault", "a%00", "A", "-a", ".start", String(repeating: "a", count: 300),
    ])
  func names(name: String) throws {
    let emulator = try ControlledEmulator()
    for (method, path) in [("PUT", ""), ("GET", ""), ("DELETE", ""), ("POST", "/restore")] {
      let answer = emulator.send(method, "\(Self.snapshots)/\(name)\(path)")
      #expect(answer.status == 400)
      #expect(
        answer.json == [
          "error": [
            "code": "BadRequest",
            "message": .string(
              "'\(name)' cannot be the name of a snapshot: 1 to 63 of a-z, 0-9 and -, the first of them no -."
            ),
          ]
        ])
    }
  }

  @Test("There is an end to their number")
  func limit() throws {
    let emulator = try ControlledEmulator()
    for number in 0..<100 {
      #expect(emulator.send("PUT", Self.snapshots + "/s\(number)").status == 201)
    }
    let answer = emulator.send("PUT", Self.snapshots + "/more")
    #expect(answer.status == 409)
    #expect(
      answer.text
        == #"{"error":{"code":"TooManySnapshots","message":"The tenant has 100 snapshots already, which is as many as there may be."}}"#
    )
    #expect(emulator.send("PUT", Self.snapshots + "/s0").status == 200)
  }

  @Test(
    "Delta links of before the snapshot go on, the first one too; those of what was undone start anew",
    arguments: [true, false])
  func delta(isStart: Bool) throws {
    let seed = try SeedFile(Self.seed)
    let emulator = try ControlledEmulator(seeds: isStart ? [seed.path] : [])
    if !isStart { _ = emulator.seed(Self.seed) }
    let before = try Self.deltaLink(emulator, "/v1.0/users/delta?$select=displayName")
    #expect(emulator.send("PUT", Self.snapshots + "/before").status == 201)
    _ = emulator.seed(#"{"users":[{"userPrincipalName":"bob@contoso.example"}]}"#)
    let undone = try Self.deltaLink(emulator, before)
    #expect(emulator.send("POST", Self.snapshots + "/before/restore").status == 204)
    for number in 0..<3 {
      _ = emulator.seed(#"{"users":[{"userPrincipalName":"u\#(number)@contoso.example"}]}"#)
    }
    #expect(emulator.send("GET", undone).status == 410)
    let changes = emulator.send("GET", before)
    #expect(changes.json.objectValue?["value"]?.arrayValue?.count == 3)
  }

  private static func deltaLink(_ emulator: ControlledEmulator, _ target: String) throws -> String {
    var target = target
    while true {
      let page = emulator.send("GET", target, headers: [HeaderField("Host", "localhost")]).json.objectValue
      if let next = page?["@odata.nextLink"]?.stringValue {
        target = String(next.dropFirst("http://localhost".count))
        continue
      }
      let link = try #require(page?["@odata.deltaLink"]?.stringValue)
      return String(link.dropFirst("http://localhost".count))
    }
  }

  @Test("Who reads while a tenant goes back sees all of a state")
  func atomic() async throws {
    let emulator = try ControlledEmulator()
    _ = emulator.seed(Self.seed)
    #expect(emulator.send("PUT", Self.snapshots + "/before").status == 201)
    let whole = emulator.export()
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<2 {
        group.addTask {
          for _ in 0..<10 { #expect(emulator.send("POST", Self.snapshots + "/before/restore").status == 204) }
        }
        group.addTask {
          for _ in 0..<40 {
            #expect(
              emulator.send("GET", "/beta/users/adele@contoso.example?$select=displayName").status == 200)
          }
        }
      }
    }
    #expect(emulator.export() == whole)
  }

  @Test("A file that is no snapshot harms nobody, and a reset makes the state anew that it would copy")
  func damaged() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "snapshots-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    var configuration = EmulatorConfiguration()
    configuration.logLevel = .critical
    configuration.dataDirectory = folder.path
    let emulator = try ControlledEmulator(configuration)
    let reset = "/_emulator/tenants/default/reset"
    for content in ["no database, and longer than the head of one would be", ""] {
      for (method, path) in [("PUT", Self.snapshots + "/before"), ("POST", reset)] {
        #expect(emulator.send(method, path).status < 300)
      }
      _ = emulator.seed(Self.seed)
      for name in ["before", ".start"] {
        try content.write(
          to: folder.appending(path: "default.snapshots/\(name).sqlite"), atomically: false, encoding: .utf8)
      }
      let before = emulator.export()
      let answer = emulator.send("POST", Self.snapshots + "/before/restore")
      #expect(answer.status == 409)
      #expect(
        answer.text
          == #"{"error":{"code":"SnapshotUnusable","message":"The snapshot 'before' was made by another version of the program, or it is damaged."}}"#
      )
      #expect(emulator.export() == before)
      #expect(emulator.send("GET", "/_emulator/health").text == #"{"status":"ok"}"#)
      #expect(emulator.send("POST", reset).text == #"{"created":0,"changed":0,"ignored":[]}"#)
      #expect(emulator.send("GET", "/beta/users").json.objectValue?["value"] == [])
      #expect(emulator.send("GET", "/_emulator/tenants/default/settings").text == "{}")
      #expect(emulator.send("DELETE", Self.snapshots + "/before").status == 204)
    }
    emulator.close()
  }

  @Test("A restart keeps snapshots, and the seed that a reset goes back to")
  func restart() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "snapshots-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let seed = try SeedFile(Self.seed)
    var configuration = EmulatorConfiguration()
    configuration.logLevel = .critical
    configuration.dataDirectory = folder.path
    configuration.seeds = [seed.path]
    let first = try ControlledEmulator(configuration)
    let start = first.export()
    _ = first.seed(#"{"groups":[{"displayName":"Later"}]}"#)
    let later = first.export()
    #expect(first.send("PUT", Self.snapshots + "/later").status == 201)
    first.close()
    configuration.seeds = []
    let second = try ControlledEmulator(configuration)
    for _ in 0..<3 {
      #expect(
        second.send("POST", "/_emulator/tenants/default/reset").text
          == #"{"created":1,"changed":0,"ignored":[]}"#)
      let ids = ["adele@contoso.example", "Later"].map { second.export().contains($0) }
      #expect(ids == [true, false])
      _ = second.seed(#"{"groups":[{"displayName":"Later"}]}"#)
    }
    #expect(second.send("POST", Self.snapshots + "/later/restore").status == 204)
    #expect(second.export() == later)
    #expect(start != later)
    second.close()
  }
}
