import OData

/// The path and the query options of a target as the grammar alone reads them: no name is looked up.
package struct ParsedTarget: Sendable, Equatable {
  /// The segments below the version, decoded.
  package let segments: [String]
  package let options: [Option]

  package struct Option: Sendable, Equatable {
    /// `$filter`, however the request spelled it; other names as they are.
    package let name: String
    /// The decoded value.
    package let text: String
    /// The value as it was understood, in its canonical spelling.
    package let parsed: String
  }

  /// What the grammar has to say, which knows no option with a `$` but its own.
  ///
  /// - Parameter target: `/beta/users?$top=1`
  /// - Throws: `ExplanationFailure.syntax`.
  package init(_ target: String) throws(ExplanationFailure) {
    let target = RequestTarget(target)
    try self.init(target)
    try Self.checkNames(String(target.query))
  }

  /// `$index` is an option of OData for writes that nothing here serves: it is in the grammar and in no list of ours.
  private static func checkNames(_ query: String) throws(ExplanationFailure) {
    let entries = try read("query") { () throws(SyntaxError) in try QueryOptions.parse(query) }.entries
    for entry in entries where entry.kind == .unknown {
      guard entry.name.lowercased() == "$index" else {
        throw .syntax(
          SyntaxError(position: entry.position, kind: .unexpected(expected: [.option]), text: query),
          part: "query")
      }
      _ = try read("$index") { () throws(SyntaxError) in try OptionSyntax.index(entry.value) }
    }
  }

  /// Options that the service alone refuses stand there as they are.
  init(_ target: RequestTarget) throws(ExplanationFailure) {
    let path = String(target.path.drop { $0 == "/" })
    segments = try Self.read("path") { () throws(SyntaxError) in
      // Below another service root the first segment is none of ours.
      try (target.namesVersion ? ResourcePath.strictlyParsed(path) : ResourcePath.parse(path)).segments
        .map(\.text)
    }
    let query = try Self.read("query") { () throws(SyntaxError) in
      try QueryOptions.parse(String(target.query))
    }
    var options: [Option] = []
    for entry in query.entries {
      let name = entry.systemName ?? entry.name
      let parsed = try Self.read(name) { () throws(SyntaxError) in try entry.parsed() }
      options.append(Option(name: name, text: entry.value, parsed: parsed))
    }
    self.options = options
  }

  private static func read<Tree>(
    _ part: String, _ parse: () throws(SyntaxError) -> Tree
  ) throws(ExplanationFailure) -> Tree {
    do { return try parse() } catch { throw .syntax(error, part: part) }
  }
}

extension RequestTarget {
  /// `beta`, `v1.0`, `v9`
  fileprivate var namesVersion: Bool {
    version.lowercased() == "beta" || version.wholeMatch(of: #/[vV][0-9.]+/#) != nil
  }
}

extension QueryOptions.Entry {
  fileprivate var systemName: String? {
    guard case .system(let option) = kind else { return nil }
    return option.name
  }

  /// The value in canonical spelling.
  fileprivate func parsed() throws(SyntaxError) -> String {
    switch kind {
    case .system(let option): try Self.parsed(value, as: option)
    case .alias: try OptionSyntax.expression(value).description
    // What they mean is not the grammar's business.
    case .custom, .unknown: value
    }
  }

  private static func parsed(_ text: String, as option: SystemOption) throws(SyntaxError) -> String {
    switch option {
    case .filter: try OptionSyntax.expression(text).description
    case .select: try list(OptionSyntax.select(text))
    case .expand: try list(OptionSyntax.expand(text))
    case .orderby: try list(OptionSyntax.orderBy(text))
    case .search: try OptionSyntax.search(text).description
    case .compute: try list(OptionSyntax.compute(text))
    case .apply: try OptionSyntax.apply(text).map(\.description).joined(separator: "/")
    case .top, .skip: try String(OptionSyntax.wholeNumber(text))
    case .count: try String(OptionSyntax.truth(text))
    case .skiptoken, .deltatoken, .format, .id, .schemaversion: text
    }
  }

  private static func list(_ items: [some CustomStringConvertible]) -> String {
    items.map(\.description).joined(separator: ",")
  }
}
