import CMicroHTTPD
import Foundation

/// A file in gzip (RFC 1952), read by what inflates request bodies.
package enum GzipFile {
  package enum Mistake: Error {
    /// The bytes are not in that format, or not all of them are there.
    case notWhole
    /// It comes to more than it may.
    case tooLarge
  }

  /// Whether the bytes begin as such a file does.
  package static func begins(_ bytes: [UInt8]) -> Bool { bytes.starts(with: [0x1F, 0x8B]) }

  /// - Parameter limit: most bytes that it may come to.
  package static func inflated(_ bytes: [UInt8], limit: Int) throws(Mistake) -> [UInt8] {
    var inflated: UnsafeMutablePointer<UInt8>?
    var count = 0
    let state = edge_inflate(bytes, bytes.count, limit, &inflated, &count)
    defer { free(inflated) }
    switch state {
    case EDGE_BODY_COMPLETE: return Array(UnsafeBufferPointer(start: inflated, count: count))
    case EDGE_BODY_TOO_LARGE: throw .tooLarge
    default: throw .notWhole
    }
  }
}
