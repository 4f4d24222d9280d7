import Foundation

/// Files of published metadata, which tests take where somebody has them: the variable `GRAPH_METADATA` names the folder.
package enum PublishedFolder {
  /// nil where there is none.
  package static let path = ProcessInfo.processInfo.environment["GRAPH_METADATA"]

  package static var isThere: Bool { path != nil }

  /// Whether the tests of what the emulator describes itself run with the published v1.0 loaded too, which is to change
  /// nothing for them: `GRAPH_METADATA_EVERYWHERE=1` (`make test-metadata`).
  package static let isEverywhere =
    isThere && ProcessInfo.processInfo.environment["GRAPH_METADATA_EVERYWHERE"] == "1"

  package static var v1: String { file("v1.0-Prod.csdl.gz") }

  package static func file(_ name: String) -> String { (path ?? "") + "/" + name }
}
