/// The options of a query string in the order in which they stand, none of the values read yet.
package struct QueryOptions: Sendable, Equatable {
  package private(set) var entries: [Entry] = []
  /// Canonical names of the system options that stand there more than once: `$top`.
  package private(set) var repeated: [String] = []
  /// Names with a `$` that are no system options, as written.
  package private(set) var unknown: [String] = []
  /// Values of `@p=…`, by name without the `@`; the first of a name counts.
  package private(set) var aliases: [String: String] = [:]

  package init() {}

  /// One `name=value`.
  package struct Entry: Sendable, Equatable {
    package let name: String
    package let value: String
    /// The pair as it was sent, for links that repeat it.
    package let raw: String
    /// Where it begins in the query as sent, in bytes.
    package let position: Int
    package let kind: Kind
  }

  package enum Kind: Sendable, Equatable {
    /// `$filter`, `filter`, `%24FILTER`
    case system(SystemOption)
    /// `@p`
    case alias
    /// `api-version`, which means nothing here
    case custom
    /// `$x`
    case unknown
  }

  /// The decoded value of a system option, of the first where it is repeated.
  package subscript(option: SystemOption) -> String? {
    entries.first { $0.kind == .system(option) }?.value
  }

  /// The options without all system options but these.
  package func only(_ options: Set<SystemOption>) -> QueryOptions {
    var rest = self
    rest.entries.removeAll {
      if case .system(let option) = $0.kind { !options.contains(option) } else { false }
    }
    return rest
  }
}

/// The query options that OData defines, by name without the `$`.
package enum SystemOption: String, Sendable, Equatable, CaseIterable {
  case filter, select, expand, orderby, search, compute, apply
  case top, skip, count
  case skiptoken, deltatoken
  case format, id, schemaversion

  /// `$filter`, however the request spelled it.
  package var name: String { "$\(rawValue)" }
}

extension QueryOptions: CustomStringConvertible {
  package var description: String { joined(entries, by: "&") }
}

extension QueryOptions.Entry: CustomStringConvertible {
  package var description: String {
    if case .system(let option) = kind { return "\(option.name)=\(value)" }
    return "\(name)=\(value)"
  }
}

extension QueryOptions {
  /// Reads a raw query without its `?`: `%24top=5&filter=a+eq+1`.
  package static func parse(_ raw: String) throws(SyntaxError) -> QueryOptions {
    let bytes = Array(raw.utf8)
    var options = QueryOptions()
    var start = 0
    for end in bytes.indices where bytes[end] == .ampersand {
      if end > start { options.append(try Entry(bytes[start..<end], of: raw)) }
      start = end + 1
    }
    if start < bytes.count { options.append(try Entry(bytes[start...], of: raw)) }
    return options
  }

  private mutating func append(_ entry: Entry) {
    switch entry.kind {
    case .system(let option):
      if self[option] != nil, !repeated.contains(option.name) { repeated.append(option.name) }
    case .alias:
      let name = String(entry.name.dropFirst())
      if aliases[name] == nil { aliases[name] = entry.value }
    case .unknown: unknown.append(entry.name)
    case .custom: break
    }
    entries.append(entry)
  }
}

extension QueryOptions.Entry {
  fileprivate init(_ pair: ArraySlice<UInt8>, of raw: String) throws(SyntaxError) {
    let equals = pair.firstIndex(of: .equals) ?? pair.endIndex
    name = try Self.decoded(pair[..<equals], of: raw)
    value = try Self.decoded(pair[equals...].dropFirst(), of: raw)
    self.raw = String(decoding: pair, as: UTF8.self)
    position = pair.startIndex
    kind = Self.kind(of: name)
  }

  private static func decoded(_ part: ArraySlice<UInt8>, of raw: String) throws(SyntaxError) -> String {
    switch percentDecoded(part, plus: .space) {
    case .success(let text): return text
    case .failure(let fault):
      throw SyntaxError(position: fault.index, kind: .invalidPercentEncoding, text: raw)
    }
  }

  private static func kind(of name: String) -> QueryOptions.Kind {
    let first = name.utf8.first
    let word = first == .dollar ? String(name.dropFirst()) : name
    if let option = SystemOption(rawValue: word.lowercased()) { return .system(option) }
    // SDKs generate `@id` for the reference that DELETE …/$ref removes.
    if word.lowercased() == "@id" { return .system(.id) }
    if first == .dollar { return .unknown }
    return first == .at ? .alias : .custom
  }
}
