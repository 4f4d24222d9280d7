/// Memory for pieces of bytes that come and go in the same order: one behind the other, and after the end from the
/// beginning on.
///
/// A piece that comes in takes the place of one that went: nothing is allocated and nothing freed for it, and memory is
/// written in its order, which a processor is good at.
struct RingMemory: Sendable {
  private var bytes: [UInt8] = []
  /// Where the oldest piece begins.
  private var start = 0
  /// Where the newest ends.
  private var end = 0
  /// Where the older pieces end once the newest have wrapped to the beginning; nil while they have not.
  private var wrapEnd: Int?

  var capacity: Int { bytes.count }

  /// Bytes of the pieces.
  var used: Int { wrapEnd.map { $0 - start + end } ?? end - start }

  /// - Returns: false for a piece that has no room.
  mutating func append(_ piece: [UInt8]) -> Bool {
    guard let place = place(for: piece.count) else { return false }
    bytes.withUnsafeMutableBytes { memory in
      piece.withUnsafeBytes { UnsafeMutableRawBufferPointer(rebasing: memory[place...]).copyMemory(from: $0) }
    }
    if place < end { wrapEnd = end }
    end = place + piece.count
    return true
  }

  private func place(for count: Int) -> Int? {
    if wrapEnd != nil { return count <= start - end ? end : nil }
    if count <= capacity - end { return end }
    return count <= start ? 0 : nil
  }

  /// The pieces one behind the other, as they stand in the memory: the older ones, and those from its beginning on.
  var regions: [ArraySlice<UInt8>] {
    [bytes[start..<(wrapEnd ?? end)], bytes[..<(wrapEnd == nil ? 0 : end)]]
  }

  /// The oldest piece, and what follows it.
  var oldest: ArraySlice<UInt8> { bytes[start..<(wrapEnd ?? end)] }

  /// - Parameter count: bytes of the oldest piece.
  mutating func removeOldest(_ count: Int) {
    start += count
    if start == wrapEnd { (start, wrapEnd) = (0, nil) }
    if start == end, wrapEnd == nil { (start, end) = (0, 0) }
  }

  /// Takes so much memory as is asked for, or as the pieces need.
  mutating func resize(to capacity: Int) {
    let used = used
    var other: [UInt8] = []
    other.reserveCapacity(max(capacity, used))
    for region in regions { other += region }
    other += repeatElement(0, count: max(capacity, used) - used)
    (bytes, start, end, wrapEnd) = (other, 0, used, nil)
  }
}
