import Foundation
import Seeding
import Testing
import Tenants

@Suite("Seed files are read")
struct SeedDocumentTests {
  @Test(
    "with the place of what is no JSON",
    arguments: [
      ("{\n  \"people\": [}\n", "a.json: line 2, column 14: a value expected"),
      ("{\"é\":1,}", "a.json: line 1, column 8: a member name expected"),
      ("", "a.json: line 1, column 1: a value expected"),
      ("[]", "a.json: $: an object expected, not an array"),
      ("{\"a\":1,\"a\":2}", "a.json: line 1, column 11: member 'a' occurs twice"),
    ])
  func malformed(text: String, sentence: String) {
    let document = SeedDocument(name: "a.json", bytes: Array(text.utf8))
    #expect { try document.object() } throws: { "\($0)" == sentence }
  }

  @Test("from folders in the order of their names, and nothing but *.json")
  func folder() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "seeds-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for name in ["b.json", "a.json", "c.txt", ".d.json"] {
      try Foundation.Data(name.utf8).write(to: folder.appending(path: name))
    }
    let single = folder.appending(path: "c.txt").path
    let documents = try SeedDocument.read([folder.path, single])
    #expect(documents.map(\.name) == ["a.json", "b.json", "c.txt"])
    #expect(documents.map { String(decoding: $0.bytes, as: UTF8.self) } == ["a.json", "b.json", "c.txt"])
  }

  @Test("or are missed by name")
  func missing() {
    #expect { try SeedDocument.read(["/nowhere/seed.json"]) } throws: {
      "\($0)" == "/nowhere/seed.json: there is no such file or folder"
    }
  }
}
