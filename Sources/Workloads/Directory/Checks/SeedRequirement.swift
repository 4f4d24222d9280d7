import EntityModel
import GraphContract
import GraphStore
import JSON

extension NewEntity {
  /// The few members that an object of a seed needs (seed-format section 3).
  ///
  /// - Throws: `SeedInvalid`; the loader adds the place.
  func requireInSeed(_ property: String) throws {
    guard deleted == nil, properties[property]?.stringValue?.isEmpty != false else { return }
    throw GraphError.seedMistake("a \(type.shortName) needs a '\(property)'")
  }
}
