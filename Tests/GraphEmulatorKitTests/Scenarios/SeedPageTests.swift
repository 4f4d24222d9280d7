import Tenants
import EntityModel
import Foundation
import GraphStore
import Testing

@testable import GraphEmulatorKit

/// That docs/seeds.md has a row for whatever a seed can have at its top, and for each setting.
@Suite("docs/seeds.md")
struct SeedPageTests {
  private let text: String

  init() throws {
    let page = EngineNamesTests.root.appending(path: "docs/seeds.md")
    text = try String(contentsOf: page, encoding: .utf8)
  }

  @Test func everySettingHasItsRow() throws {
    let emulator = try TestEmulator()
    let store = try #require(emulator.core.tenants.mainTenant).store
    #expect(store.settingsBook.names.count > 10)
    for name in store.settingsBook.names { #expect(text.contains("| `\(name)` |"), "\(name)") }
  }

  @Test func everySetHasItsRow() throws {
    let files = ["beta", "v1.0"].map {
      EngineNamesTests.root.appending(path: "Sources/CAssets/files/\($0).csdl.xml")
    }
    for file in files {
      let model = try EntityModel.read(Array(Data(contentsOf: file)))
      #expect(!model.container.isEmpty)
      let derived: Set = ["me", "subscribedSkus", "subscriptions"]
      for name in model.container.map(\.name) where !derived.contains(name) {
        #expect(text.contains("| `\(name)` |"), "\(name)")
      }
    }
  }
}
