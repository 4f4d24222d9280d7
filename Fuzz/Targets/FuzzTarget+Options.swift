import OData

extension FuzzTarget {
  /// A query string as sent: each option is read, and what is printed of it is read as the same.
  static let options = FuzzTarget(
    "options",
    words: [
      "$filter=", "$orderby=", "$select=", "$expand=", "$search=", "$apply=", "$compute=", "$top=", "$skip=",
      "$count=",
      "&", ";", "(", ")", ",", "/", "'", "\"", "%27", "%20", "%2", "+", " and ", " or ", "not ", " eq ",
      " in ", " has ",
      "any(x:", "all(x:", "null", "true", "1.5e3", "-INF", "9223372036854775808", "duration'P1D'",
      "2026-01-31",
      "6fd2c87f-b296-42f0-b197-1e91e994b900", "@p", "@p=", "$it", "$root/", "$count", "$filter(",
      "$levels=max",
      "groupby((", "aggregate(", " with sum as ", "case(", "cast(", "microsoft.graph.user", "[1,2]",
      "{\"a\":1}", "desc",
      " AND ", " OR ", "NOT ", "\\",
    ]
  ) { input in
    guard let options = try? QueryOptions.parse(String(decoding: input, as: UTF8.self)) else { return }
    for entry in options.entries {
      switch entry.kind {
      case .system(let option): try check(option, entry.value)
      case .alias: try again(entry.value, { try OptionSyntax.expression($0) }, \.description)
      case .custom, .unknown: break
      }
    }
  }

  private static func check(_ option: SystemOption, _ text: String) throws {
    switch option {
    case .filter: try again(text, { try OptionSyntax.expression($0) }, \.description)
    case .orderby:
      try again(text, { try OptionSyntax.orderBy($0) }) { $0.map(\.description).joined(separator: ",") }
    case .select:
      try again(text, { try OptionSyntax.select($0) }) { $0.map(\.description).joined(separator: ",") }
    case .expand:
      try again(text, { try OptionSyntax.expand($0) }) { $0.map(\.description).joined(separator: ",") }
    case .search: try again(text, { try OptionSyntax.search($0) }, \.description)
    case .compute:
      try again(text, { try OptionSyntax.compute($0) }) { $0.map(\.description).joined(separator: ",") }
    case .apply:
      try again(text, { try OptionSyntax.apply($0) }) { $0.map(\.description).joined(separator: "/") }
    case .top, .skip: _ = try? OptionSyntax.wholeNumber(text)
    case .count: _ = try? OptionSyntax.truth(text)
    case .skiptoken, .deltatoken, .format, .id, .schemaversion: break
    }
  }

  /// What is printed of a tree is read as the same tree, unless it grew past a limit.
  private static func again<Tree: Equatable>(
    _ text: String, _ read: (String) throws -> Tree, _ print: (Tree) -> String
  ) throws {
    guard let tree = try? read(text) else { return }
    let printed = print(tree)
    do {
      let second = try read(printed)
      try FuzzFinding.unless(second == tree, "\(text) is printed as \(printed) and read as \(print(second))")
    } catch let error as SyntaxError {
      try FuzzFinding.unless(error.isAboutALimit, "\(text) is printed as \(printed): \(error)")
    }
  }
}

extension SyntaxError {
  fileprivate var isAboutALimit: Bool {
    switch kind {
    case .tooDeep, .tooManyNodes, .tooLong: true
    default: false
    }
  }
}
