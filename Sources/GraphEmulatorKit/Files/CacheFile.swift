import Foundation

/// A file of the cache: a head that says whether the rest is whole, and what is kept.
struct CacheFile {
  let path: String
  /// Of what it was made of: a hash, in hexadecimal digits.
  let key: String

  /// What is kept, mapped into memory.
  struct Mapping {
    let content: UnsafeRawBufferPointer
    private let whole: UnsafeMutableRawPointer

    fileprivate init(_ whole: UnsafeMutableRawPointer, length: Int) {
      self.whole = whole
      content = UnsafeRawBufferPointer(
        start: whole + CacheFile.headLength, count: length - CacheFile.headLength)
    }

    func end() { munmap(whole, content.count + CacheFile.headLength) }

    /// Gives back the memory of pages that were read; they come again where they are needed.
    fileprivate func rest() { madvise(whole, content.count + CacheFile.headLength, MADV_DONTNEED) }
  }

  /// What is read in place begins at an address that suits every number.
  fileprivate static let headLength = 128

  /// - Returns: nil where there is no such file, and for one that is damaged, or of another form.
  func mapped() -> Mapping? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    let length = Int(lseek(descriptor, 0, SEEK_END))
    guard length > Self.headLength,
      let start = mmap(nil, length, PROT_READ, MAP_PRIVATE, descriptor, 0), start != MAP_FAILED
    else { return nil }
    let mapping = Mapping(start, length: length)
    let head = UnsafeRawBufferPointer(start: start, count: Self.headLength)
    guard head.elementsEqual(self.head(of: mapping.content)) else {
      mapping.end()
      return nil
    }
    mapping.rest()
    return mapping
  }

  /// Writes it so that whoever looks finds all of it or nothing.
  ///
  /// - Throws: `CocoaError` where it cannot be written.
  func write(_ content: UnsafeRawBufferPointer) throws {
    let unfinished = "\(path).\(UUID().uuidString)\(Self.unfinishedEnd)"
    do {
      var whole = Data(head(of: content))
      whole.append(contentsOf: content)
      try whole.write(to: URL(fileURLWithPath: unfinished), options: .withoutOverwriting)
      guard rename(unfinished, path) == 0 else { throw CocoaError(.fileWriteUnknown) }
    } catch {
      unlink(unfinished)
      throw error
    }
  }

  static let unfinishedEnd = ".unfinished"

  private func head(of content: UnsafeRawBufferPointer) -> [UInt8] {
    let text = "graph-emulator 1 \(key) \(content.count) \(String(Self.checksum(content), radix: 16)) "
    let head = Array(text.utf8).prefix(Self.headLength)
    return head + [UInt8](repeating: 0, count: Self.headLength - head.count)
  }

  /// Of eight bytes at a time: it finds damage, and is no protection against anybody.
  static func checksum(_ content: UnsafeRawBufferPointer) -> UInt64 {
    var sum: UInt64 = 0xCBF2_9CE4_8422_2325
    let words = content.count / 8
    for word in 0..<words {
      sum = (sum ^ content.loadUnaligned(fromByteOffset: word * 8, as: UInt64.self)) &* 0x9E37_79B9_7F4A_7C15
      sum ^= sum >> 32
    }
    for byte in content[(words * 8)...] { sum = (sum ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return sum
  }
}
