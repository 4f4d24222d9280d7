/// How large an image is, as the beginning of a PNG, GIF or JPEG file says it; nothing is decoded.
struct ImageSize: Equatable {
  let width: Int
  let height: Int

  /// nil for what is none of these, or says nothing of it.
  init?(_ bytes: [UInt8]) {
    guard let size = Self.png(bytes) ?? Self.gif(bytes) ?? Self.jpeg(bytes), size.width > 0, size.height > 0
    else { return nil }
    self = size
  }

  private init(width: Int, height: Int) { (self.width, self.height) = (width, height) }

  /// The first chunk is the header (PNG specification, 11.2.1).
  private static func png(_ bytes: [UInt8]) -> ImageSize? {
    guard bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]), bytes.count >= 24,
      bytes[12..<16].elementsEqual("IHDR".utf8), let width = Int(exactly: big(bytes[16..<20])),
      let height = Int(exactly: big(bytes[20..<24]))
    else { return nil }
    return ImageSize(width: width, height: height)
  }

  /// The logical screen of GIF87a and GIF89a.
  private static func gif(_ bytes: [UInt8]) -> ImageSize? {
    guard bytes.starts(with: "GIF8".utf8), bytes.count >= 10 else { return nil }
    return ImageSize(
      width: Int(big(bytes[6..<8].reversed())), height: Int(big(bytes[8..<10].reversed())))
  }

  /// Segments up to the header of the frame (ITU-T T.81, B.1.1 and B.2.2).
  private static func jpeg(_ bytes: [UInt8]) -> ImageSize? {
    guard bytes.starts(with: [0xFF, 0xD8]) else { return nil }
    var place = 2
    while place + 9 <= bytes.count, bytes[place] == 0xFF {
      let marker = bytes[place + 1]
      // Any number of these may stand before a marker.
      guard marker != 0xFF else {
        place += 1
        continue
      }
      if isFrame(marker) {
        return ImageSize(
          width: Int(big(bytes[(place + 7)..<(place + 9)])),
          height: Int(big(bytes[(place + 5)..<(place + 7)])))
      }
      place += 2 + Int(big(bytes[(place + 2)..<(place + 4)]))
    }
    return nil
  }

  /// SOF0 to SOF15; three of the numbers between them are other markers.
  private static func isFrame(_ marker: UInt8) -> Bool {
    (0xC0...0xCF).contains(marker) && ![0xC4, 0xC8, 0xCC].contains(marker)
  }

  private static func big(_ bytes: some Sequence<UInt8>) -> UInt32 {
    bytes.reduce(0) { $0 << 8 | UInt32($1) }
  }
}
