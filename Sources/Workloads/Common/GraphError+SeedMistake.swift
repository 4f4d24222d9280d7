import GraphContract
import GraphStore

extension GraphError {
  /// What is wrong in a seed.
  ///
  /// - Parameter path: given where the loader cannot know the place: when a load ends.
  static func seedMistake(_ message: String, path: String? = nil) -> GraphError {
    GraphError(400, "SeedInvalid", path.map { "\($0): \(message)" } ?? message)
  }
}
