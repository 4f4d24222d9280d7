import GRDB

/// The random numbers of a tenant with a `randomSeed`, and how far they have come: a tenant that is opened again goes on
/// from there. One that goes back to an earlier state goes on from where it was then, and gives the same ids once more.
struct RandomCourse: Sendable, Equatable {
  let seed: Int
  var generator: SeededGenerator

  /// From the beginning.
  init(seed: Int) {
    self.seed = seed
    generator = SeededGenerator(seed: UInt64(bitPattern: Int64(seed)))
  }

  /// - Returns: nil for a text that is none of `text`.
  init?(_ text: String) {
    let parts = text.split(separator: " ")
    guard parts.count == 2, let seed = Int(parts[0]), let state = UInt64(parts[1]) else { return nil }
    self.seed = seed
    generator = SeededGenerator(seed: state)
  }

  /// As it is kept: `7 12345`, the seed and where the generator stands.
  var text: String { "\(seed) \(generator.state)" }
}

extension RandomCourse {
  /// The one that a tenant's settings ask for, from where it was left; nil: they ask for none.
  static func kept(_ settings: EngineSettings, _ db: Database) throws -> RandomCourse? {
    guard let seed = settings.randomSeed else { return nil }
    if let kept = try EmulatorTable.value(.randomCourse, db).flatMap(Self.init), kept.seed == seed {
      return kept
    }
    return RandomCourse(seed: seed)
  }

  func keep(_ db: Database) throws { try EmulatorTable.setValue(.randomCourse, text, db) }
}
