/// Where the texts of a kept request end, counted from the beginning of the first one: a number for each part there is,
/// behind the facts of the request.
enum KeptPlaces {
  /// Bytes before the first text.
  static let startOfTexts = MemoryLayout<KeptFacts>.size + KeptPart.allCases.count * MemoryLayout<UInt32>.size

  /// Marks the end of a part that is there, be it empty.
  private static let isThere: UInt32 = 1 << 31

  private static func place(of part: KeptPart) -> Int {
    MemoryLayout<KeptFacts>.size + part.rawValue * MemoryLayout<UInt32>.size
  }

  /// - Parameter request: facts and what follows them.
  /// - Returns: nil for a part that is not there.
  static func range(of part: KeptPart, in request: UnsafeRawBufferPointer) -> Range<Int>? {
    func mark(_ part: KeptPart) -> UInt32 {
      request.loadUnaligned(fromByteOffset: place(of: part), as: UInt32.self)
    }
    guard mark(part) & isThere != 0 else { return nil }
    let start = KeptPart(rawValue: part.rawValue - 1).map { Int(mark($0) & ~isThere) } ?? 0
    return start..<Int(mark(part) & ~isThere)
  }

  /// - Parameter isThere: a part that is not ends where the one before it does.
  static func write(_ end: Int, of part: KeptPart, isThere: Bool, to request: UnsafeMutableRawBufferPointer) {
    let mark = UInt32(end) | (isThere ? Self.isThere : 0)
    request.storeBytes(of: mark, toByteOffset: place(of: part), as: UInt32.self)
  }
}
