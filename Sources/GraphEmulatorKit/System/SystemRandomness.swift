import CSystem

/// Random numbers of the operating system, fetched many at a time: every request takes two for its id, and a system
/// call for each is a measurable part of a read.
struct SystemRandomness: RandomNumberGenerator, Sendable {
  private var words: [UInt64] = []

  mutating func next() -> UInt64 {
    if let word = words.popLast() { return word }
    words = [UInt64](unsafeUninitializedCapacity: Self.stock) { words, count in
      system_random(words.baseAddress, Self.stock * MemoryLayout<UInt64>.size)
      count = Self.stock
    }
    return words.removeLast()
  }

  private static let stock = 64
}

extension SystemRandomness {
  /// Random bytes of the operating system.
  static func bytes(_ count: Int) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: count) { bytes, filled in
      system_random(bytes.baseAddress, count)
      filled = count
    }
  }
}
