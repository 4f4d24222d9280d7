package import EntityModel

/// What segments of paths the published service has beyond the model of a version: who asks for one has made no mistake
/// in writing.
package struct PublishedNames: Sendable {
  /// Whether the published service has a name, which is in lower case, and with a slash before it where paths begin.
  private let isPublished: @Sendable (String) -> Bool
  private let models: @Sendable () -> [EntityModel]
  /// Sentences on what who asks for one can do.
  package let advice: String

  /// None.
  package init() { (isPublished, models, advice) = ({ _ in false }, { [] }, "") }

  /// - Parameters:
  ///   - models: of the version, and what the emulator describes itself of the others: a name of those is no news here,
  ///     where the service has it not. Asked for with each segment that is missing.
  ///   - advice: sentences on what who asks for one can do.
  ///   - isPublished: of a name in lower case, with a slash before one that a path begins with.
  package init(
    beyond models: @escaping @Sendable () -> [EntityModel], advice: String = "",
    _ isPublished: @escaping @Sendable (String) -> Bool
  ) {
    (self.models, self.advice, self.isPublished) = (models, advice, isPublished)
  }

  /// - Parameters:
  ///   - segment: as it was sent: `messages`, `microsoft.graph.delta()`.
  ///   - isFirst: the path begins with it.
  package func miss(_ segment: String, isFirst: Bool) -> Bool {
    let word = segment.prefix { $0 != "(" }
    let name = String(word.split(separator: ".").last ?? word).lowercased()
    // A name of a property somewhere may be that of a set too: `identity`.
    if isFirst, isPublished("/" + name), !models().contains(where: { $0.containerElement(name) != nil }) {
      return true
    }
    return isPublished(name) && !models().contains { $0.hasSegment(name) }
  }
}

extension EntityModel {
  /// - Parameter name: in lower case.
  fileprivate func hasSegment(_ name: String) -> Bool {
    containerElement(name) != nil || !operations(name).isEmpty
      || declares(name)
  }
}
