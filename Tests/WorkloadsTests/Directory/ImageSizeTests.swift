import Testing

@testable import Workloads

/// What the heads of image files say, written by hand after their specifications.
@Suite("Sizes of images") struct ImageSizeTests {
  private static let png: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
  private static let header: [UInt8] = [0, 0, 0, 13] + Array("IHDR".utf8)

  /// `FF E0`: a segment before the frame; `FF C2`: a progressive frame of 648 by 504.
  private static let jpeg: [UInt8] = [
    0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 1, 2, 0xFF, 0xFF, 0xC4, 0, 2, 0xFF, 0xC2, 0, 17, 8, 0x01, 0xF8, 0x02, 0x88,
  ]

  @Test(arguments: [
    (png + header + [0, 0, 1, 0, 0, 0, 0, 240], "256x240"),
    (Array("GIF89a".utf8) + [48, 0, 1, 1], "48x257"),
    (jpeg, "648x504"),
  ])
  func areRead(bytes: [UInt8], size: String) {
    #expect(ImageSize(bytes).map { "\($0.width)x\($0.height)" } == size)
  }

  @Test(arguments: [
    [], png, png + header + [0, 0, 1], Array("GIF8".utf8), Array("text".utf8), [0xFF, 0xD8],
    Array(jpeg.dropLast()), [0xFF, 0xD8, 0xFF, 0xE0, 0xFF, 0xFF, 0], [0xFF, 0xD8, 0xFF, 0xFF, 0xFF],
    png + header + [0, 0, 0, 0, 0, 0, 0, 1],
  ])
  func areNotMadeUp(bytes: [UInt8]) {
    #expect(ImageSize(bytes) == nil)
  }

  @Test func areLookedForInSegmentsThatEnd() {
    // A segment that is shorter than its own length would be looked at for ever.
    #expect(ImageSize([0xFF, 0xD8] + Array(repeating: [0xFF, 0xE1, 0, 0], count: 8).flatMap(\.self)) == nil)
  }
}
