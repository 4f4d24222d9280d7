import EntityModel
import Foundation
import GraphStore
import JSON
import Tenants
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
    let book = try #require(emulator.core.tenants.mainTenant).store.settingsBook
    #expect(book.names.count > 10)
    let rows = settingRows
    #expect(rows.keys.sorted() == book.names.sorted())
    for name in book.names {
      for member in Self.members(of: name, book) {
        let isTold =
          rows[name]?.contains("\"\(member)\"") == true || settings.contains("`\(member)`")
        #expect(isTold, "\(name).\(member)")
      }
    }
  }

  @Test func whatASettingMayHaveIsKnown() throws {
    let emulator = try TestEmulator()
    let book = try #require(emulator.core.tenants.mainTenant).store.settingsBook
    #expect(Self.members(of: "signIn", book) == ["autoApprove", "user"])
    #expect(Self.members(of: "strict", book) == [])
  }

  /// The section about them.
  private var settings: Substring {
    text.firstRange(of: "\n## Settings\n").map { text[$0.upperBound...] } ?? ""
  }

  /// By their keys.
  private var settingRows: [String: Substring] {
    let rows = settings.split(separator: "\n").filter { $0.hasPrefix("| `") }
    return Dictionary(rows.map { (String($0.dropFirst(3).prefix { $0 != "`" }), $0) }) { first, _ in first }
  }

  /// What the mistake names that another member is; none for a setting that is no object.
  private static func members(of name: String, _ book: SettingsBook) -> [String] {
    let mistake = #expect(throws: OptionMistake.self) {
      try book.checked([name: ["no such": .null]], path: "$")
    }
    let start = "there is no 'no such'; there are "
    guard let message = mistake?.message, message.hasPrefix(start) else { return [] }
    return message.dropFirst(start.count).components(separatedBy: ", ")
  }

  @Test func everySetHasItsRow() throws {
    let files = ["beta", "v1.0"].map {
      EngineNamesTests.root.appending(path: "Sources/CAssets/files/\($0).csdl.xml")
    }
    for file in files {
      let model = try EntityModel.read(Array(Data(contentsOf: file)))
      #expect(!model.container.isEmpty)
      let derived: Set = ["me", "subscribedSkus", "subscriptions", "roleManagement"]
      let seedable = model.container.filter(\.traits.isSeedable).map(\.name)
      for name in seedable where !derived.contains(name) {
        #expect(text.contains("| `\(name)` |"), "\(name)")
      }
    }
  }
}
