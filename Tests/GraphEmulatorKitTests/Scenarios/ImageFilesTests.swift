import Foundation
import Testing

/// The image is built of what the Dockerfile copies, and the package does not even load without a folder of one of its
/// targets.
@Suite struct ImageFilesTests {
  private static let root = (0..<4).reduce(URL(filePath: #filePath)) { path, _ in
    path.deletingLastPathComponent()
  }

  private static func lines(_ name: String) throws -> Set<String> {
    let text = try String(contentsOf: root.appending(path: name), encoding: .utf8)
    return Set(text.split(separator: "\n").map(String.init))
  }

  /// `Fuzz` of `path: "Fuzz/Targets"`, and the folders of targets without a path.
  private static func folders() throws -> Set<String> {
    let package = try String(contentsOf: root.appending(path: "Package.swift"), encoding: .utf8)
    let named = package.matches(of: #/path: "([^"/]+)/#).map { String($0.output.1) }
    return Set(named + ["Sources", "Tests"])
  }

  @Test func allTargetsAreThere() throws {
    let folders = try Self.folders()
    #expect(folders == ["Sources", "Tests", "Examples", "Fuzz"])
    #expect(try Self.lines("Dockerfile").isSuperset(of: folders.map { "COPY \($0) \($0)" }))
    #expect(try Self.lines(".dockerignore").isSuperset(of: folders.map { "!\($0)" }))
  }
}
