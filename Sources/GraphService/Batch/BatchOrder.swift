import GraphStore

/// The order in which the answers of a batch are sent.
struct BatchOrder {
  let settings: EngineSettings

  /// With a random seed each batch is shuffled alike.
  func ordered(_ answers: [BatchAnswer]) -> [BatchAnswer] {
    switch settings.batchOrder {
    case .request: return answers
    case .shuffled:
      guard let seed = settings.randomSeed else { return answers.shuffled() }
      var generator = SeededGenerator(seed: UInt64(bitPattern: Int64(seed)))
      return answers.shuffled(using: &generator)
    }
  }
}
