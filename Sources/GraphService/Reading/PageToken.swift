import Crypto
import Foundation
import GraphStore
import JSON

/// Where a list goes on: the order values of the last row, sealed so that only the query it was made for takes it
/// (graph-platform 1.12).
struct PageToken: Equatable {
  let cursor: [SQLValue]
  /// Rows of the pages before, for a `$top` that limits all of them.
  let served: Int
  /// The first page was asked for with a header that every page needs again (graph-platform 1.7).
  let needsHeader: Bool

  /// Base64url of a seal and the values.
  ///
  /// - Parameter query: what the token is for: tenant, version, path and options.
  func sealed(for query: String, key: SymmetricKey) -> String {
    var values: [JSONValue] = [.number(served), .bool(needsHeader)]
    for value in cursor { values.append(value.json) }
    let payload = JSONValue.array(values).bytes
    return Self.encoded(Self.seal(payload, query, key) + payload)
  }

  /// - Returns: nil when the text is no token of this query.
  static func open(_ text: String, for query: String, key: SymmetricKey) -> PageToken? {
    guard let bytes = decoded(text), bytes.count > sealLength else { return nil }
    let payload = Array(bytes[sealLength...])
    guard Array(bytes[..<sealLength]) == seal(payload, query, key),
      case .array(let values)? = try? JSONValue.parse(payload), values.count >= 2,
      let served = values[0].intValue
    else { return nil }
    return PageToken(
      cursor: values.dropFirst(2).map(SQLValue.init), served: served, needsHeader: values[1] == .bool(true))
  }

  private static let sealLength = 12

  private static func seal(_ payload: [UInt8], _ query: String, _ key: SymmetricKey) -> [UInt8] {
    var hmac = HMAC<SHA256>(key: key)
    hmac.update(data: Data(query.utf8))
    hmac.update(data: Data([0]))
    hmac.update(data: Data(payload))
    return Array(hmac.finalize().prefix(sealLength))
  }

  private static func encoded(_ bytes: [UInt8]) -> String {
    Data(bytes).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing(
      "=", with: "")
  }

  private static func decoded(_ text: String) -> [UInt8]? {
    let standard = text.replacing("-", with: "+").replacing("_", with: "/")
    let padded = standard + String(repeating: "=", count: (4 - standard.utf8.count % 4) % 4)
    return Data(base64Encoded: padded).map(Array.init)
  }
}

extension SQLValue {
  fileprivate var json: JSONValue {
    switch self {
    case .null: .null
    case .integer(let value): .number(String(value))
    case .real(let value): ["r": .string(String(value.bitPattern))]
    case .text(let text): .string(text)
    }
  }

  fileprivate init(_ json: JSONValue) {
    switch json {
    case .number(let text): self = Int64(text).map(SQLValue.integer) ?? .null
    case .string(let text): self = .text(text)
    case .object(let object):
      self = object["r"]?.stringValue.flatMap(UInt64.init).map { .real(Double(bitPattern: $0)) } ?? .null
    case .null, .bool, .array: self = .null
    }
  }
}
