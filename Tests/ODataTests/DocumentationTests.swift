import Foundation
import OData
import Testing

/// That docs/odata.md has a row for everything that the code has, and that the tests it names are there.
@Suite struct DocumentationTests {
  private static let root = (0..<3).reduce(URL(filePath: #filePath)) { path, _ in
    path.deletingLastPathComponent()
  }

  private let text: String

  init() throws {
    text = try String(contentsOf: Self.root.appending(path: "docs/odata.md"), encoding: .utf8)
  }

  @Test(arguments: Function.allCases) func everyFunctionIsThere(_ function: Function) throws {
    try expectRow(function.rawValue, in: "Functions")
  }

  @Test(arguments: BinaryOperator.allCases) func everyOperatorIsThere(_ name: BinaryOperator) throws {
    try expectRow(name.rawValue, in: "Operators")
  }

  @Test(arguments: [UnaryOperator.not, .negate]) func everyPrefixIsThere(_ name: UnaryOperator) throws {
    try expectRow(name.rawValue, in: "Operators")
  }

  @Test(arguments: SystemOption.allCases) func everyQueryOptionIsThere(_ option: SystemOption) throws {
    try expectRow(option.name, in: "Query options")
  }

  /// A row of the section's table whose first cell begins with the name, and that names a test.
  private func expectRow(_ name: String, in title: String) throws {
    let rows = try section(title).filter { $0.hasPrefix("| `\(name)`") }
    #expect(rows.count == 1, "\(name) in \(title)")
    #expect(rows.allSatisfy { $0.contains("](../Tests/") }, "a test of \(name)")
  }

  private func section(_ title: String) throws -> [Substring] {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let start = try #require(lines.firstIndex { $0 == "## \(title)" })
    return Array(lines[(start + 1)...].prefix { !$0.hasPrefix("#") })
  }

  @Test func everyTestThatIsNamedIsThere() throws {
    let links = text.matches(of: #/\[([A-Za-z0-9_]+)\]\(\.\./(Tests/[^)]+)\)/#)
    #expect(links.count > 150)
    var files: [String: String] = [:]
    for link in links {
      let (name, path) = (String(link.1), String(link.2))
      let source = try files[path] ?? String(contentsOf: Self.root.appending(path: path), encoding: .utf8)
      files[path] = source
      let word = path.hasSuffix(".py") ? "def" : "func"
      #expect(source.contains("\(word) \(name)("), "\(name) in \(path)")
    }
  }

  /// Every row of every table names a test, or says that there is none.
  @Test func noRowIsWithoutATest() {
    let rows = text.split(separator: "\n").filter { $0.hasPrefix("| ") && !$0.hasSuffix("| test |") }
    #expect(rows.count > 150)
    for row in rows {
      let last = row.split(separator: "|").last ?? ""
      let isSaid = ["](../Tests/", "– ", "as above"].contains { last.contains($0) }
      #expect(isSaid, "\(row)")
    }
  }
}
