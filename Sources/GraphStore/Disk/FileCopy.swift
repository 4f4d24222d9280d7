import Foundation
package import GraphContract

/// A copy of a file that nobody writes to meanwhile.
package enum FileCopy {
  /// Bytes that are read at once. The system's own copy takes a page at a time, which costs five times as much.
  private static let piece = 1 << 20

  /// The copy is whole as soon as it has its name.
  ///
  /// - Throws: `StorageFailure` where one of the two cannot be read or written: nothing is left then.
  package static func make(of source: String, at path: String) throws(StorageFailure) {
    let descriptor = open(source, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw StorageFailure(errno, at: source) }
    defer { close(descriptor) }
    let copy = try NewFile(path)
    defer { copy.end() }
    try append(descriptor, source, to: copy)
    try copy.finish()
  }

  private static func append(_ descriptor: Int32, _ source: String, to copy: NewFile) throws(StorageFailure) {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: piece, alignment: 1)
    defer { buffer.deallocate() }
    while true {
      let count = read(descriptor, buffer.baseAddress, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw StorageFailure(errno, at: source) }
      guard count > 0 else { return }
      try copy.append(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
    }
  }
}
