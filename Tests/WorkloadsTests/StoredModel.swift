import EntityModel
import TestSupport

@testable import GraphEmulatorKit

/// What the stores of all tests here are made for: the emulator's model, with the published v1.0 where it is everywhere.
struct StoredModel {
  let model: EntityModel
  /// The part of it that is the emulator's own; nil: all of it.
  let groundwork: EntityModel?

  /// Reading it takes longer than most tests, so that it is read once.
  static let shared = Result { try StoredModel() }

  private init() throws {
    let files = PublishedFolder.isEverywhere ? [MetadataFile(version: .v1, path: PublishedFolder.v1)] : []
    let models = try ModelSet(Versions.sources(files))
    (model, groundwork) = (models.stored, models.groundwork)
  }
}
