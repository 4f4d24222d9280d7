import Locks

/// Bytes as a text in lower case, which is made once, and not before somebody asks.
///
/// A class because all who look at one request share it.
final class LowerCaseText: Sendable {
  private let bytes: [UInt8]
  private let made = Lock<String?>(nil)

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  var text: String {
    made.withLock { made in
      if let made { return made }
      let text = String(decoding: bytes, as: UTF8.self).lowercased()
      made = text
      return text
    }
  }
}
