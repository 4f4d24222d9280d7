import Locks
import OData

/// Makes random ids: version 4 GUIDs from a generator that is passed in, so that a test can repeat them.
package final class IdentifierSource: Sendable {
  private let generators: Lock<Generators>

  package init(_ generator: any RandomNumberGenerator & Sendable) {
    generators = Lock(Generators(usual: generator))
  }

  private struct Generators {
    var usual: any RandomNumberGenerator & Sendable
    var course: RandomCourse?

    mutating func next() -> UInt64 { course?.generator.next() ?? usual.next() }
  }

  /// What the ids come from as long as they are to be the same each time; nil: the generator that was passed in.
  var course: RandomCourse? {
    get { generators.withLock { $0.course } }
    set { generators.withLock { $0.course = newValue } }
  }

  /// A lower-case GUID of version 4 (RFC 9562, section 5.4).
  package func guid() -> String {
    let (high, low) = generators.withLock { ($0.next(), $0.next()) }
    return Guid.text(
      high: high & ~0xF000 | 0x4000, low: low & ~(3 << 62) | 2 << 62)
  }
}

extension IdentifierSource {
  /// Random bytes of the same generator.
  package func bytes(_ count: Int) -> [UInt8] { draw(count, from: 0...UInt8.max) }

  /// As many numbers, each of them as likely as any other of the range.
  package func draw<Number: FixedWidthInteger>(_ count: Int, from range: ClosedRange<Number>) -> [Number] {
    var words = Words(source: self)
    return (0..<count).map { _ in Number.random(in: range, using: &words) }
  }

  private struct Words: RandomNumberGenerator {
    let source: IdentifierSource

    func next() -> UInt64 { source.generators.withLock { $0.next() } }
  }
}

/// A repeatable generator (SplitMix64), for tenants with a `randomSeed`.
package struct SeededGenerator: RandomNumberGenerator, Sendable, Equatable {
  private(set) var state: UInt64

  package init(seed: UInt64) { state = seed }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
    return value ^ value >> 31
  }
}
