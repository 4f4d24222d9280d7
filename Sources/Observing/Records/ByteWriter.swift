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

  /// The last digits of a number, with zeros in front: `042`. From the last one on, which divides by ten alone.
  mutating func write(lastDigits digits: Int, of number: UInt64) {
    precondition(digits <= room.count - count)
    var rest = number
    for place in stride(from: count + digits - 1, through: count, by: -1) {
      room[place] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
    }
    count += digits
  }
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
