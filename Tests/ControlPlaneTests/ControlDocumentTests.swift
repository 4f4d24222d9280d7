import Foundation
import HTTPMessages
import JSON
import Testing

@testable import ControlPlane

@Suite("docs/control-plane.md")
struct ControlDocumentTests {
  @Test("has every route", arguments: ControlRoutes.served.all.map(\.title))
  func route(title: String) throws {
    let file = URL(filePath: #filePath).appending(path: "../../../docs/control-plane.md").standardized
    let text = try String(contentsOf: file, encoding: .utf8)
    #expect(text.contains("`\(title)`"))
  }

  @Test(
    "The example of the version had the schema of an older program",
    arguments: ["control-plane", "observing"])
  func version(page: String) throws {
    let file = URL(filePath: #filePath).appending(path: "../../../docs/\(page).md").standardized
    let rows = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").filter {
      $0.hasPrefix("| `GET /_emulator/version` |")
    }
    let row = try #require(rows.first)
    #expect(rows.count == 1)
    let answer = try ControlledEmulator().send("GET", "/_emulator/version").json.objectValue ?? [:]
    #expect(answer.names == ["version", "build", "schema", "libmicrohttpd", "sqlite"])
    for name in ["version", "schema"] {
      #expect(row.contains(#""\#(name)":"\#(answer[name]?.stringValue ?? "")""#), "\(name)")
    }
  }
}
