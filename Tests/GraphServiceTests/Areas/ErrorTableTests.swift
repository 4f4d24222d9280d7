import Foundation
import Testing

/// Every condition has words of its own: the compiler cannot tell, as groups of them end in `default`.
@Suite struct ErrorTableTests {
  private static let areas = (0..<4).reduce(URL(filePath: #filePath)) { path, _ in
    path.deletingLastPathComponent()
  }.appending(path: "Sources/GraphService/Areas")

  @Test func everyConditionHasWords() throws {
    let failures = try String(
      contentsOf: Self.areas.appending(path: "RequestFailure.swift"), encoding: .utf8)
    let names = failures.matches(of: #/\n  case ([A-Za-z]+)/#).map { String($0.1) }
    #expect(names.count > 60)
    let words = try words
    let silent = names.filter { name in
      !words.contains { $0 == name }
    }
    #expect(silent == [])
  }

  /// Names of the conditions that have words, apart from where the table sorts them into groups. Some arise in the
  /// directory alone, which has a file of its own.
  private var words: [String] {
    get throws {
      let table = try String(contentsOf: Self.areas.appending(path: "ErrorTable.swift"), encoding: .utf8)
      let directory = try String(
        contentsOf: Self.areas.appending(path: "DirectoryWords.swift"), encoding: .utf8)
      let rest = try #require(table.range(of: "private static func routingError"))
      let payload = ["payload"]  // The body's own errors have a table of their own.
      return payload
        + (table[rest.lowerBound...] + directory).matches(of: #/(?:case |, )\.([A-Za-z]+)/#).map {
          String($0.1)
        }
    }
  }
}
