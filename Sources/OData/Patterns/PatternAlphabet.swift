/// The characters that a pattern cannot tell from each other, as classes numbered from 0.
struct PatternAlphabet {
  /// The first character of each class, in order.
  private let starts: [UInt32]
  /// The classes of the first 128 characters.
  private let ascii: [Int]

  init(_ sets: [ScalarSet]) {
    var borders: Set<UInt32> = [0]
    // Places between words and what is not are asked for by assertions, whatever sets there are.
    for range in sets.flatMap(\.ranges) + ScalarSet.word.ranges {
      borders.insert(range.lowerBound)
      borders.insert(range.upperBound + 1)
    }
    let starts = borders.sorted()
    self.starts = starts
    ascii = (0..<128).map { Self.search($0, in: starts) }
  }

  var count: Int { starts.count }

  func classNumber(_ scalar: Unicode.Scalar) -> Int {
    scalar.value < 128 ? ascii[Int(scalar.value)] : Self.search(scalar.value, in: starts)
  }

  /// A character that stands for all of its class.
  func representative(_ number: Int) -> UInt32 { starts[number] }

  /// The last that is not after the character.
  private static func search(_ scalar: UInt32, in starts: [UInt32]) -> Int {
    var (low, high) = (0, starts.count)
    while low < high {
      let middle = (low + high) / 2
      if starts[middle] <= scalar { low = middle + 1 } else { high = middle }
    }
    return low - 1
  }
}
