import EntityModel
import Foundation
import Testing

/// The engine is driven by the model alone: its code must not know the name of a type or of a set.
@Suite struct EngineNamesTests {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  static let engine = [
    "JSON", "EntityModel", "OData", "GraphContract", "GraphStore", "Planning", "Tenants", "Observing",
    "Seeding",
    "GraphService", "GraphEmulatorKit",
  ]

  /// Words that are the model's and OData's, a workload's or a setting's at once.
  static let commonWords: Set = [
    "entity", "directory", "user", "application", "identity", "signIn", "extension",
  ]

  @Test func noGraphNameInTheEngine() throws {
    let names = try Self.modelNames()
    #expect(names.count > 200)
    var found: [String] = []
    for file in try Self.sources() {
      for literal in Self.literals(try String(contentsOf: file, encoding: .utf8)) {
        if literal.contains("microsoft.graph") || !Self.words(literal).isDisjoint(with: names) {
          found.append("\(file.lastPathComponent): \"\(literal)\"")
        }
      }
    }
    #expect(found == [])
  }

  /// Names of entity types and of sets.
  static func modelNames() throws -> Set<String> {
    let document = try Data(contentsOf: root.appending(path: "Sources/CAssets/files/beta.csdl.xml"))
    let model = try EntityModel.read(Array(document))
    let types = model.structuredTypes.filter { $0.kind == .entity }.map(\.shortName)
    return Set(types + model.container.map(\.name)).subtracting(commonWords)
  }

  static func sources() throws -> [URL] {
    var files: [URL] = []
    for target in engine {
      let folder = root.appending(path: "Sources/\(target)")
      let entries = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
      while let file = entries?.nextObject() as? URL {
        if file.pathExtension == "swift" { files.append(file) }
      }
    }
    #expect(files.count > 100)
    return files
  }

  /// The texts between quotes, comments left out.
  static func literals(_ source: String) -> [String] {
    source.split(separator: "\n").flatMap { line -> [String] in
      let code = line.drop { $0 == " " }
      guard !code.hasPrefix("//") else { return [] }
      return code.split(separator: "\"", omittingEmptySubsequences: false).enumerated()
        .filter { $0.offset % 2 == 1 }.map { String($0.element) }
    }
  }

  /// The whole literal, and the segments of a path in it; prose is not looked into.
  static func words(_ literal: String) -> Set<String> {
    guard !literal.contains(" ") else { return [] }
    return Set(literal.split(whereSeparator: { "/(){}',".contains($0) }).map(String.init))
  }
}
