import ControlPlane
import EntityModel
import Locks
import Planning

/// The models of what the emulator describes itself, whatever metadata completes it.
///
/// A class because the one that nothing else needs is read once, when somebody first asks.
final class OwnModels: Sendable {
  private let beta: EntityModel
  private let v1: Lock<EntityModel?>
  private let source: ModelSources.Version
  private let kept: StartCache

  /// - Parameter kept: where models are found that another start has made.
  init(_ models: ModelSet, _ sources: ModelSources, _ kept: StartCache) {
    self.kept = kept
    beta = models.groundwork ?? models.beta
    v1 = Lock(sources.v1.published == nil ? models.v1 : nil)
    source = sources.v1
  }

  private var all: [EntityModel] {
    [beta]
      + v1.withLock { v1 in
        // It has been read with the metadata that completes it, so that it can be read.
        v1 = v1 ?? (try? source.ownModel(kept))
        return v1.map { [$0] } ?? []
      }
  }

  /// What the published service has beyond one version.
  ///
  /// - Parameter model: of that version, with what completes it.
  func published(
    beyond model: EntityModel, of version: MetadataFile.Version, _ source: ModelSources.Version
  ) -> PublishedNames {
    PublishedNames(
      beyond: { [self] in [model] + all },
      advice: "\(Self.advice(version, isLoaded: source.published != nil)) \(ControlPlane.adviceOnMissing)"
    ) { SortedLines.contain($0, in: Assets.published) }
  }

  private static func advice(_ version: MetadataFile.Version, isLoaded: Bool) -> String {
    let name = version.rawValue
    return isLoaded
      ? "Nor has the metadata that is loaded for \(name)."
      : "The published metadata of \(name) adds what that version has: --metadata \(name)=FILE (docs/metadata.md)."
  }
}
