/// What the client of a request would like, from all its `Prefer` fields (RFC 7240, graph-platform 1.6).
///
/// What is not known, or has a value that makes no sense, is ignored.
package struct Preferences: Sendable, Equatable {
  /// How much a write answers, or what a change lists.
  package enum Return: String, Sendable {
    case minimal
    case representation
  }

  package var result: Return?
  /// `odata.maxpagesize`: the most items that a page may have.
  package var maxPageSize: Int?
  /// `create-if-missing`: an update creates the object that it does not find.
  package var createsIfMissing = false
  /// `include-unknown-enum-members`: members after `unknownFutureValue` are sent by their names.
  package var includesUnknownEnumMembers = false

  package init() {}

  package init(_ headers: RequestHeaders) {
    // Hardly any request has one, and one search is cheaper than a list of all fields.
    guard headers[name: "prefer"] != nil else { return }
    var seen: Set<String> = []
    for preference in headers.values(of: "prefer").flatMap(ListElements.of) {
      // Of a preference given twice the first one counts (RFC 7240, 2).
      guard seen.insert(preference.name).inserted else { continue }
      apply(preference)
    }
  }

  private mutating func apply(_ preference: ListElement) {
    switch preference.name {
    case "return": result = preference.value.flatMap { Return(rawValue: $0.lowercased()) }
    // OData 4.01 drops the prefix.
    case "odata.maxpagesize", "maxpagesize":
      maxPageSize = maxPageSize ?? preference.value.flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil }
    case "create-if-missing": createsIfMissing = true
    case "include-unknown-enum-members": includesUnknownEnumMembers = true
    default: break
    }
  }
}

extension Preferences {
  /// The preferences that an answer honors, as `Preference-Applied` tells them; nil for none.
  package struct Applied: Sendable, Equatable {
    private var texts: [String] = []

    package init() {}

    package var headerValue: String? { texts.isEmpty ? nil : texts.joined(separator: ", ") }

    package mutating func add(_ result: Return) { texts.append("return=\(result.rawValue)") }

    /// - Parameter size: of the pages that are sent, which may be smaller than what was asked for.
    package mutating func add(maxPageSize size: Int) { texts.append("odata.maxpagesize=\(size)") }

    package mutating func addCreateIfMissing() { texts.append("create-if-missing") }

    package mutating func addUnknownEnumMembers() { texts.append("include-unknown-enum-members") }
  }
}
