import Foundation
import OData

extension Base64 {
  /// The bytes of a text in either alphabet, padded or not; nil when it is not base64.
  static func bytes(_ text: String) -> [UInt8]? {
    normalized(text).flatMap { Data(base64Encoded: $0) }.map(Array.init)
  }
}
