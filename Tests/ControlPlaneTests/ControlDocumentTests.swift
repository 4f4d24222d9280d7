import Foundation
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
}
