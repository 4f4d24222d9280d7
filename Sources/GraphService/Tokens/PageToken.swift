package import Crypto
import GraphStore
import JSON

/// Where a list goes on: the order values of the last row, sealed so that only the query it was made for takes it
/// (graph-platform 1.12).
package struct PageToken: Equatable {
  let cursor: [SQLValue]
  /// Rows of the pages before, for a `$top` that limits all of them.
  let served: Int

  /// Stands for one that cannot be read: it says only that this is not the first page.
  static let unknown = PageToken(cursor: [], served: 0)

  /// - Parameter query: what the token is for: tenant, version, path and options.
  package func sealed(for query: String, key: SymmetricKey) -> String {
    var values: [JSONValue] = [.number(served)]
    for value in cursor { values.append(value.json) }
    return TokenSeal(purpose: query, key: key).sealed(JSONValue.array(values).bytes)
  }

  /// - Returns: nil when the text is no token of this query.
  package static func open(_ text: String, for query: String, key: SymmetricKey) -> PageToken? {
    guard let payload = TokenSeal(purpose: query, key: key).open(text),
      case .array(let values)? = try? JSONValue.parse(payload), !values.isEmpty,
      let served = values[0].intValue
    else { return nil }
    return PageToken(cursor: values.dropFirst().map(SQLValue.init), served: served)
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
