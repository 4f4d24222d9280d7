/// Where the texts of a kept request end, counted from the beginning of the first one.
struct KeptPlaces: BitwiseCopyable {
  private var ends = InlineArray<13, UInt32>(repeating: 0)  // as many as there are parts
  /// A bit for each part that is there, be it empty.
  private var present: UInt16 = 0

  subscript(part: KeptPart) -> Range<Int>? {
    guard present & (1 << part.rawValue) != 0 else { return nil }
    return (part.rawValue == 0 ? 0 : Int(ends[part.rawValue - 1]))..<Int(ends[part.rawValue])
  }

  /// - Parameter isThere: a part that is not ends where the one before it does.
  mutating func end(_ part: KeptPart, at end: Int, isThere: Bool) {
    ends[part.rawValue] = UInt32(end)
    if isThere { present |= 1 << part.rawValue }
  }
}
