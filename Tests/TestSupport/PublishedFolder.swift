import Foundation

/// Files of published metadata, which tests take where somebody has them: the variable `GRAPH_METADATA` names the folder.
package enum PublishedFolder {
  /// nil where there is none.
  package static let path = ProcessInfo.processInfo.environment["GRAPH_METADATA"]

  package static var isThere: Bool { path != nil }

  package static func file(_ name: String) -> String { (path ?? "") + "/" + name }
}
