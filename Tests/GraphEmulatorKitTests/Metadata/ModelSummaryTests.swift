import Foundation
import JSON
import TestSupport
import Testing

@testable import GraphEmulatorKit

/// What `routes --counts` tells of the model, against the text of the documents.
@Suite struct ModelSummaryTests {
  private static let files = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Sources/CAssets/files")

  /// The words of a line, and the beginning of the elements that it counts.
  static let elements: [(words: String, tag: String)] = [
    ("entity sets", "<EntitySet "), ("singletons", "<Singleton "), ("entity types", "<EntityType "),
    ("complex types", "<ComplexType "), ("enumerations", "<EnumType "), ("properties", "<Property "),
    ("navigation properties", "<NavigationProperty "), ("actions", "<Action "), ("functions", "<Function "),
  ]

  private func columns(_ summary: ModelSummary) -> [String: [String: Int]] {
    let lines = summary.lines.map {
      $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    }
    var columns: [String: [String: Int]] = [:]
    for (number, version) in (lines.first ?? []).enumerated().dropFirst() {
      for line in lines.dropFirst() { columns[version, default: [:]][line[0]] = Int(line[number]) }
    }
    return columns
  }

  @Test func countsWhatTheDocumentsHave() throws {
    let columns = try columns(ModelSummary())
    #expect(Set(columns.keys) == ["v1.0", "beta"])
    for (version, counts) in columns {
      let text = try String(
        contentsOf: Self.files.appending(path: "\(version).csdl.xml"), encoding: .utf8)
      for (words, tag) in Self.elements {
        #expect(counts[words] == text.components(separatedBy: tag).count - 1, "\(version) \(words)")
      }
      let operations = (counts["actions"] ?? 0) + (counts["functions"] ?? 0)
      let imitated = try #require(counts["actions and functions that do something"])
      #expect((20...operations).contains(imitated), "\(version)")
    }
  }

  /// What comes along with one version is that one's.
  @Test func countsWhatComesAlong() throws {
    let folder = try TemporaryFolder()
    let path = try folder.file("garden.xml", String(decoding: ForeignModel.bytes, as: UTF8.self))
    let own = try columns(ModelSummary())
    let both = try columns(ModelSummary(metadata: [MetadataFile(version: .v1, path: path)]))
    #expect(both["beta"] == own["beta"])
    for (words, _) in Self.elements {
      let counts = (try #require(own["v1.0"]?[words]), try #require(both["v1.0"]?[words]))
      #expect(counts.0 < counts.1, "\(words)")
    }
  }

  @Test func theCommandPrintsThem() throws {
    let lines = try ModelSummary().lines
    let table = try Call.run(["--counts"], of: "routes")
    #expect(table.status == 0)
    #expect(table.output == lines.joined(separator: "\n") + "\n")
    let json = try Call.run(["--counts", "--json"], of: "routes")
    let object = try #require(JSONValue.parse(json.output).objectValue)
    #expect(object.members.map(\.name) == lines.first?.split(separator: "\t").map(String.init))
    #expect(object["beta"]?.objectValue?.members.map(\.name).first == "entitySets")
    #expect(object["beta"]?.objectValue?.members.count == lines.count - 1)
  }

  @Test(
    .enabled(if: PublishedFolder.isThere, "GRAPH_METADATA names no folder with published metadata")
  ) func countsAllOfGraph() throws {
    let counts = try #require(try columns(ModelSummary(metadata: [.publishedV1]))["v1.0"])
    #expect(counts["entity sets"] == 41)
    #expect(counts["singletons"] == 31)
    #expect(counts["entity types"] == 1183)
    #expect(counts["navigation properties"] == 1435)
    #expect((counts["actions and functions that do something"] ?? 0) > 250)
  }
}
