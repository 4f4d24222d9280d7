import GraphContract
import HTTPMessages

/// Which states of the bytes a client knows, by their tags (RFC 9110, 13.1).
struct EntityTags {
  private let match: String?
  private let noneMatch: String?

  init(_ headers: RequestHeaders) {
    match = headers[name: "if-match"]
    noneMatch = headers[name: "if-none-match"]
  }

  /// The client says what it knows.
  var areGiven: Bool { match != nil || noneMatch != nil }

  /// - Parameter tags: none where there are no bytes.
  /// - Throws: `StreamFailure.changed`
  func check(_ tags: [String]) throws(StreamFailure) {
    if let match, !Self.list(match, holdsOneOf: tags) { throw .changed }
  }

  /// Of what is to be made: there may be none yet where the client says so.
  ///
  /// - Throws: `StreamFailure.changed`
  func checkNew(_ tag: String?) throws(StreamFailure) {
    if let tag, isKnown(tag) { throw .changed }
  }

  /// The client has these bytes already.
  func isKnown(_ tag: String) -> Bool { noneMatch.map { Self.list($0, holdsOneOf: [tag]) } == true }

  /// - Parameter tags: with or without quotation marks; it is the same tag (OData Protocol 4.01, 8.2.6).
  static func list(_ list: String, holdsOneOf tags: [String]) -> Bool {
    let known = Set(tags.map(\.opaqueTag))
    return list.split(separator: ",").contains { item in
      let text = item.drop { $0 == " " || $0 == "\t" }.prefix { $0 != " " && $0 != "\t" }
      return text == "*" ? !known.isEmpty : known.contains(text.opaqueTag)
    }
  }
}

extension StringProtocol {
  /// `W/"a"` as `a`.
  fileprivate var opaqueTag: String {
    let text = hasPrefix("W/") ? String(dropFirst(2)) : String(self)
    return text.hasPrefix("\"") && text.hasSuffix("\"") && text.count > 1
      ? String(text.dropFirst().dropLast()) : text
  }
}
