import EntityModel
import GraphContract
package import OData

/// The query options of a request, split once.
package struct RequestQuery: Sendable {
  package let options: QueryOptions
  /// What plans are kept by; nil for a query that is refused anyway.
  package let form: QueryForm?
  /// The value of `$skiptoken`.
  package let pageToken: String?

  /// - Throws: `QueryFailure.syntax` for broken percent-encoding.
  package init(_ raw: Substring) throws {
    guard !raw.isEmpty else {
      (options, form, pageToken) = (QueryOptions(), QueryForm(QueryOptions()), nil)
      return
    }
    do { options = try QueryOptions.parse(String(raw)) } catch { throw QueryFailure.syntax(error) }
    pageToken = options[.skiptoken]
    form = QueryForm(options)
  }

  /// The options as they were sent, without the page token, as far as a URI may hold them so: what links repeat.
  package var text: String {
    options.entries.filter { $0.kind != .system(.skiptoken) }.map(\.raw.legalInURI).joined(separator: "&")
  }

  package var isEmpty: Bool { options.entries.isEmpty }

  /// What the options ask for, however they are written: decoded, in any order, names in any case, without those that
  /// mean nothing here and without the page token. Page tokens are for that.
  package var meaning: String {
    options.entries.compactMap { entry -> String? in
      switch entry.kind {
      case .system(.skiptoken), .custom: nil
      case .system(let option): "\(option.name)=\(entry.value.withNamesInOneCase)"
      case .alias, .unknown: "\(entry.name)=\(entry.value.withNamesInOneCase)"
      }
    }.sorted().description
  }
}

extension String {
  /// In lower case but for texts in quotes, of which two differ by it, and for the names of aliases.
  fileprivate var withNamesInOneCase: String {
    var isText = false
    var isAlias = false
    let bytes = utf8.map { byte in
      if byte == UInt8(ascii: "'") { isText.toggle() }
      isAlias = byte == UInt8(ascii: "@") || isAlias && DynamicName.isAllowed(byte)
      return isText || isAlias ? byte : byte.lowerCased
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension UInt8 {
  fileprivate var lowerCased: UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self) ? self | 0x20 : self
  }
}
