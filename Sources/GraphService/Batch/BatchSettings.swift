import GraphStore
import JSON

/// What a tenant's settings say of batches (seed-format section 5).
struct BatchSettings {
  let isStrict: Bool
  private let isShuffled: Bool
  private let randomSeed: Int?

  init(_ settings: JSONObject?) {
    isStrict = settings?["strict"]?.boolValue ?? false
    isShuffled = settings?["batch"]?.objectValue?["order"]?.stringValue == "shuffled"
    randomSeed = settings?["randomSeed"]?.intValue
  }

  /// The answers in the order in which they are sent; with a seed each batch is shuffled alike.
  func ordered(_ answers: [BatchAnswer]) -> [BatchAnswer] {
    guard isShuffled else { return answers }
    guard let randomSeed else { return answers.shuffled() }
    var generator = SeededGenerator(seed: UInt64(bitPattern: Int64(randomSeed)))
    return answers.shuffled(using: &generator)
  }
}
