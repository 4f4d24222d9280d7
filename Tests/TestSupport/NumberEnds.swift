/// Numbers at which arithmetic goes wrong, if it does.
package enum NumberEnds {
  /// Those of the kinds of integers, powers of two and of ten, each with its neighbours and with both signs.
  package static let integers: [Int64] = {
    let powers =
      (0..<63).map { Int64(1) << $0 } + (0...18).map { (0..<$0).reduce(Int64(1)) { ten, _ in ten * 10 } }
    let ends: [Int64] = [
      0, Int64(Int16.max), Int64(Int32.max), Int64(UInt32.max), .max, .min + 1, Int64(Int32.min), .min,
    ]
    let near = (powers + ends).flatMap { [$0 == .min ? $0 : $0 - 1, $0, $0 == .max ? $0 : $0 + 1] }
    return Set(near + near.map { 0 &- $0 }).sorted()
  }()
}

extension RepeatableNumbers {
  /// An integer of any size: as many of few digits as of many.
  package mutating func integer() -> Int64 {
    let bits = Int.random(in: 0...63, using: &self)
    return Int64(truncatingIfNeeded: next()) >> Int64(63 - bits)
  }

  package mutating func pick<Element>(_ choices: [Element]) -> Element {
    choices[Int.random(in: 0..<choices.count, using: &self)]
  }

  package mutating func oneIn(_ count: Int) -> Bool { Int.random(in: 0..<count, using: &self) == 0 }

  package mutating func digits(_ count: ClosedRange<Int>) -> String {
    String((0..<Int.random(in: count, using: &self)).map { _ in pick(Array("0123456789")) })
  }
}
