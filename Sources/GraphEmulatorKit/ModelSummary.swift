import GraphStore
import JSON
import Planning

/// How much the model of each version has, as the command `routes --counts` prints it.
public struct ModelSummary: Sendable {
  private let versions: [(name: String, counts: ModelCounts)]

  /// - Parameter metadata: completes the model, as of a server that is started with it.
  /// - Throws: `EmulatorError.metadata`; `EmulatorError.fault` when the model that is compiled in is broken.
  public init(metadata: [MetadataFile] = []) throws(EmulatorError) {
    versions = try EmulatorError.told { try Self.counted(metadata) }
  }

  private static func counted(_ metadata: [MetadataFile]) throws -> [(name: String, counts: ModelCounts)] {
    var configuration = EmulatorConfiguration()
    configuration.metadata = metadata
    let assembly = try Assembly(configuration)
    let coverage = RouteCoverage(versions: assembly.versions, rules: assembly.rules)
    return assembly.versions.compactMap { version in
      coverage.counts(version: version.name).map { (version.name, $0) }
    }
  }

  /// A line with the versions, and one for each kind of thing, with a tab between the columns.
  public var lines: [String] {
    let head = [""] + versions.map(\.name)
    let rows = Self.kinds.map { kind in
      [kind.words] + versions.map { String($0.counts[keyPath: kind.count]) }
    }
    return ([head] + rows).map { $0.joined(separator: "\t") }
  }

  /// `{"v1.0":{"entitySets":41,…},"beta":{…}}`
  public var jsonText: String {
    let members = versions.map { version in
      let counts = Self.kinds.map { kind in
        JSONObject.Member(name: kind.name, value: .number(String(version.counts[keyPath: kind.count])))
      }
      return JSONObject.Member(name: version.name, value: .object(JSONObject(counts)))
    }
    return String(decoding: JSONValue.object(JSONObject(members)).bytes, as: UTF8.self)
  }

  private struct Kind: Sendable {
    let name: String
    let words: String
    let count: any KeyPath<ModelCounts, Int> & Sendable

    init(_ name: String, _ words: String, _ count: any KeyPath<ModelCounts, Int> & Sendable) {
      (self.name, self.words, self.count) = (name, words, count)
    }
  }

  private static let kinds = [
    Kind("entitySets", "entity sets", \.entitySets), Kind("singletons", "singletons", \.singletons),
    Kind("entityTypes", "entity types", \.entityTypes), Kind("complexTypes", "complex types", \.complexTypes),
    Kind("enumerations", "enumerations", \.enumerations), Kind("properties", "properties", \.properties),
    Kind("navigationProperties", "navigation properties", \.navigationProperties),
    Kind("actions", "actions", \.actions), Kind("functions", "functions", \.functions),
    Kind("imitatedOperations", "actions and functions that do something", \.imitatedOperations),
  ]
}
