/// A set of characters: `[a-z_]`, `\d`, `.`
struct ScalarSet: Sendable {
  /// In order, without overlaps.
  let ranges: [ClosedRange<UInt32>]
  let isInverted: Bool

  init(ranges: [ClosedRange<UInt32>], isInverted: Bool = false) {
    self.ranges = Self.merged(ranges)
    self.isInverted = isInverted
  }

  private static func merged(_ ranges: [ClosedRange<UInt32>]) -> [ClosedRange<UInt32>] {
    guard ranges.count > 1 else { return ranges }
    var merged: [ClosedRange<UInt32>] = []
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = merged.last, range.lowerBound <= last.upperBound {
        merged[merged.count - 1] = last.lowerBound...max(last.upperBound, range.upperBound)
      } else {
        merged.append(range)
      }
    }
    return merged
  }

  func contains(_ scalar: UInt32) -> Bool {
    var (low, high) = (0, ranges.count)
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].upperBound < scalar { low = middle + 1 } else { high = middle }
    }
    return (low < ranges.count && ranges[low].lowerBound <= scalar) != isInverted
  }

  /// The same set without inversion.
  var normalized: [ClosedRange<UInt32>] {
    guard isInverted else { return ranges }
    var rest: [ClosedRange<UInt32>] = []
    var start: UInt32 = 0
    for range in ranges {
      if range.lowerBound > start { rest.append(start...(range.lowerBound - 1)) }
      start = range.upperBound + 1
    }
    return start <= 0x10FFFF ? rest + [start...0x10FFFF] : rest
  }

  static func single(_ scalar: Unicode.Scalar) -> ScalarSet {
    ScalarSet(ranges: [scalar.value...scalar.value])
  }

  static let digit = ScalarSet(ranges: [0x30...0x39])
  static let word = ScalarSet(ranges: [0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A])
  static let space = ScalarSet(ranges: [
    0x09...0x0D, 0x20...0x20, 0xA0...0xA0, 0x2028...0x2029, 0xFEFF...0xFEFF,
  ])
  /// `.`: everything but the ends of lines.
  static let notLineEnd = ScalarSet(ranges: [0x0A...0x0A, 0x0D...0x0D, 0x2028...0x2029], isInverted: true)

  var inverted: ScalarSet { ScalarSet(ranges: ranges, isInverted: !isInverted) }
}
