import EntityModel
import Foundation

/// Files of the checkout that targets are made of.
package enum FuzzFiles {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  static func bytes(_ path: String) throws -> [UInt8] {
    Array(try Data(contentsOf: root.appending(path: path)))
  }

  static func path(_ path: String) -> String { root.appending(path: path).path }

  /// The inputs that a target begins with, one a line of its file.
  package static func corpus(_ target: String) throws -> [[UInt8]] {
    try bytes("Fuzz/Corpus/\(target).txt").split(separator: 0x0A).map(Array.init)
  }
}

/// The models of both versions.
struct FuzzModels: Sendable {
  let all: [EntityModel]

  init() throws {
    all = try ["beta", "v1.0"].map {
      try EntityModel.read(FuzzFiles.bytes("Sources/CAssets/files/\($0).csdl.xml"))
    }
  }
}
