import Foundation
package import JSON
package import Tenants

extension SeedDocument {
  /// Reads files, and of folders every `*.json` file in name order, of which there must be one.
  package static func read(_ paths: [String]) throws(SeedMistake) -> [SeedDocument] {
    var documents: [SeedDocument] = []
    for path in paths {
      for file in try files(path) { documents.append(try read(file: file)) }
    }
    return documents
  }

  private static func files(_ path: String) throws(SeedMistake) -> [String] {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw SeedMistake(file: path, "there is no such file or folder")
    }
    guard isFolder.boolValue else { return [path] }
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: path) else {
      throw SeedMistake(file: path, "the folder cannot be read")
    }
    let seeds = names.filter { $0.hasSuffix(".json") && !$0.hasPrefix(".") }.sorted()
    guard !seeds.isEmpty else { throw SeedMistake(file: path, "there is no *.json file in the folder") }
    return seeds.map { path + "/" + $0 }
  }

  private static func read(file path: String) throws(SeedMistake) -> SeedDocument {
    guard let content = FileManager.default.contents(atPath: path) else {
      throw SeedMistake(file: path, "the file cannot be read")
    }
    return SeedDocument(
      name: path.split(separator: "/").last.map(String.init) ?? path, bytes: [UInt8](content))
  }
}

extension SeedDocument {
  /// The seed's one object, with room for the levels that stand around the objects in it.
  package func object() throws(SeedMistake) -> JSONObject {
    let value: JSONValue
    do { value = try JSONValue.parse(bytes, depthLimit: JSONValue.surroundedDepthLimit) } catch {
      throw SeedMistake(file: name, "\(error.position(in: bytes)): \(error.reason)")
    }
    guard case .object(let object) = value else {
      throw SeedMistake(file: name, path: "$", "an object expected, not \(value.kindName)")
    }
    return object
  }
}
