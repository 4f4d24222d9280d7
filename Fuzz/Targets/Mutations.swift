/// Makes inputs of those that are there, each from a number of its own: the same seed gives the same inputs.
package struct Mutations {
  private var random: FuzzNumbers
  private let words: [[UInt8]]
  private let corpus: [[UInt8]]

  private static let lengthLimit = 4000

  package init(seed: UInt64, corpus: [[UInt8]], words: [String]) {
    random = FuzzNumbers(state: seed)
    self.corpus = corpus + [[]]
    self.words = words.map { Array($0.utf8) }
  }

  package mutating func next() -> [UInt8] {
    var input = pick(corpus)
    for _ in 0..<Int.random(in: 0..<6, using: &random) { change(&input) }
    return Array(input.prefix(Self.lengthLimit))
  }

  private mutating func change(_ input: inout [UInt8]) {
    let place = Int.random(in: 0...input.count, using: &random)
    switch Int.random(in: 0..<9, using: &random) {
    case 0...2: input.insert(contentsOf: pick(words), at: place)
    case 3: input.replaceSubrange(range(from: place, in: input), with: pick(words))
    case 4: input.removeSubrange(range(from: place, in: input))
    case 5: input.insert(contentsOf: input[range(from: place, in: input)], at: place)
    case 6: splice(&input, at: place)
    case 7: if place < input.count { input[place] = UInt8.random(in: 0...255, using: &random) }
    default: repeated(&input, at: place)
    }
  }

  /// A few bytes, seldom many.
  private mutating func range(from start: Int, in input: [UInt8]) -> Range<Int> {
    let length = Int.random(in: 0..<5, using: &random) == 0 ? 200 : 8
    return start..<min(input.count, start + Int.random(in: 1...length, using: &random))
  }

  private mutating func splice(_ input: inout [UInt8], at place: Int) {
    let other = pick(corpus)
    let start = Int.random(in: 0...other.count, using: &random)
    input.replaceSubrange(place..., with: other[start...])
  }

  /// What nests or grows: `((((…`.
  private mutating func repeated(_ input: inout [UInt8], at place: Int) {
    let word = pick(words)
    let count = [3, 20, 110, 700].randomElement(using: &random) ?? 3
    input.insert(contentsOf: repeatElement(word, count: count).joined().prefix(Self.lengthLimit), at: place)
  }

  private mutating func pick<Element>(_ choices: [Element]) -> Element {
    choices[Int.random(in: 0..<choices.count, using: &random)]
  }
}

/// Numbers that look random and follow from a seed (splitmix64).
private struct FuzzNumbers: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
