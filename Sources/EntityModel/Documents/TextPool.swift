import Foundation

/// Texts, each once, by the order in which they came.
struct TextPool {
  private var bytes: [UInt8] = []
  private var ends: [UInt32] = []
  /// Numbers of texts, one more than they are, by the hash of their bytes; 0: free. A power of two.
  private var slots = [UInt32](repeating: 0, count: 1 << 12)

  var count: Int { ends.count }

  mutating func number(of text: UnsafeBufferPointer<UInt8>) -> UInt32 {
    var slot = Self.hash(text) & (slots.count - 1)
    while slots[slot] != 0 {
      if isEqual(slots[slot] - 1, text) { return slots[slot] - 1 }
      slot = (slot + 1) & (slots.count - 1)
    }
    bytes.append(contentsOf: text)
    ends.append(UInt32(bytes.count))
    slots[slot] = UInt32(ends.count)
    if ends.count * 2 > slots.count { grow() }
    return UInt32(ends.count - 1)
  }

  /// The end of each, and then their bytes.
  func write(to output: inout [UInt8]) {
    ends.withUnsafeBytes { output.append(contentsOf: $0) }
    output += bytes
  }

  private func isEqual(_ number: UInt32, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
    let start = number == 0 ? 0 : Int(ends[Int(number) - 1])
    guard Int(ends[Int(number)]) - start == text.count else { return false }
    return bytes.withUnsafeBufferPointer { all in
      UnsafeBufferPointer(rebasing: all[start..<start + text.count]).isSame(text)
    }
  }

  private mutating func grow() {
    slots = [UInt32](repeating: 0, count: slots.count * 4)
    bytes.withUnsafeBufferPointer { all in
      for number in ends.indices {
        let start = number == 0 ? 0 : Int(ends[number - 1])
        var slot =
          Self.hash(UnsafeBufferPointer(rebasing: all[start..<Int(ends[number])])) & (slots.count - 1)
        while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
        slots[slot] = UInt32(number + 1)
      }
    }
  }

  /// Of eight bytes at a time, and of those that are left.
  private static func hash(_ text: UnsafeBufferPointer<UInt8>) -> Int {
    let raw = UnsafeRawBufferPointer(text)
    var value = UInt64(truncatingIfNeeded: raw.count)
    var place = 0
    while place + 8 <= raw.count {
      value = (value ^ raw.loadUnaligned(fromByteOffset: place, as: UInt64.self)) &* 0x9E37_79B9_7F4A_7C15
      value ^= value >> 29
      place += 8
    }
    while place < raw.count {
      value = (value ^ UInt64(raw[place])) &* 0x100_0000_01B3
      place += 1
    }
    return Int(truncatingIfNeeded: value ^ (value >> 32)) & Int.max
  }
}

extension UnsafeBufferPointer<UInt8> {
  func isSame(_ other: UnsafeBufferPointer<UInt8>) -> Bool {
    guard count == other.count, let start = baseAddress, let otherStart = other.baseAddress else {
      return count == other.count
    }
    return memcmp(start, otherStart, count) == 0
  }
}
