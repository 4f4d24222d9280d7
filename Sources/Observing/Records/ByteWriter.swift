/// Writes into memory that an array has made room for: what is put together of a dozen short texts costs a fraction of
/// what it does to append each of them.
struct ByteWriter {
  private let room: UnsafeMutableRawBufferPointer
  fileprivate private(set) var count = 0

  fileprivate init(_ room: UnsafeMutableRawBufferPointer) { self.room = room }

  mutating func write(_ byte: UInt8) {
    precondition(count < room.count)
    room[count] = byte
    count += 1
  }

  mutating func write(_ bytes: UnsafeRawBufferPointer) {
    precondition(bytes.count <= room.count - count)
    UnsafeMutableRawBufferPointer(rebasing: room[count...]).copyMemory(from: bytes)
    count += bytes.count
  }

  mutating func write(_ text: String) { text.withBytes { write($0) } }
}

extension [UInt8] {
  /// Appends what is written.
  ///
  /// - Parameter most: bytes that this may be; to write more ends the process.
  mutating func append(atMost most: Int, _ write: (inout ByteWriter) -> Void) {
    append(addingCapacity: most) { span in
      span.withUnsafeMutableBufferPointer { buffer, count in
        var writer = ByteWriter(
          UnsafeMutableRawBufferPointer(UnsafeMutableBufferPointer(rebasing: buffer[count...])))
        write(&writer)
        count += writer.count
      }
    }
  }
}
