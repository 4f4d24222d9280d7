import EntityModel
import GraphStore
import OData

/// The query options of a read, parsed and checked as far as no model is needed.
struct ReadOptions: Sendable {
  var select: [SelectItem]?
  var expand: [ExpandItem] = []
  var filter: Expression?
  var orderBy: [OrderByItem] = []
  var search: SearchExpression?
  var apply: [ApplyStep]?
  /// As given; nil when it was not.
  var top: Int?
  var skip: Int?
  var wantsCount = false
  var pageToken: String?
  var aliases: [String: Expression] = [:]
  /// `$filter` or `$orderby` ask for the moment of the request, so that the plan cannot be kept.
  var readsClock = false
  /// `ConsistencyLevel: eventual` with `$count=true`.
  var isAdvanced = false
  var selectText: String?

  var isPlain: Bool {
    select == nil && expand.isEmpty && filter == nil && orderBy.isEmpty && search == nil && apply == nil
  }
}

/// What kind of place the options are for: not every option has a meaning everywhere.
enum OptionPlace {
  case object
  case collection
  case count
  case references
  case property
}

/// Reads the options of a request in the way of one area.
struct OptionReader {
  let area: Area
  let place: OptionPlace
  /// The directory serves `$count`, `$search` and more only with `ConsistencyLevel: eventual`.
  let isEventual: Bool

  func read(_ query: QueryOptions) throws -> ReadOptions {
    if let name = query.repeated.first { throw RequestFailure.repeatedOption(name) }
    if let name = query.unknown.first { throw RequestFailure.unknownOption(name) }
    var options = ReadOptions()
    for entry in query.entries {
      guard case .system(let option) = entry.kind else { continue }
      try read(option, entry.value, into: &options)
    }
    // The directory sorts what it filters only as an advanced query (graph-platform 1.7).
    if area == .directory, options.filter != nil, let first = options.orderBy.first,
      !(isEventual && options.wantsCount)
    {
      throw RequestFailure.sortNotServed(first.expression.description)
    }
    options.isAdvanced = isEventual && options.wantsCount
    for (name, text) in query.aliases { options.aliases[name] = try? OptionSyntax.expression(text) }
    return options
  }

  private func read(_ option: SystemOption, _ value: String, into options: inout ReadOptions) throws {
    switch option {
    case .select:
      options.selectText = value
      options.select = try mapped(RequestFailure.selectSyntax) { () throws(SyntaxError) in
        try OptionSyntax.select(value)
      }
    case .expand:
      options.expand = try mapped(RequestFailure.selectSyntax) { () throws(SyntaxError) in
        try OptionSyntax.expand(value)
      }
    case .filter: try readFilter(value, into: &options)
    case .orderby: try readOrder(value, into: &options)
    case .search: try readSearch(value, into: &options)
    case .apply: try readApply(value, into: &options)
    case .compute, .schemaversion: throw RequestFailure.optionNotServed(option.name)
    case .top: options.top = try top(value)
    case .skip: options.skip = try skip(value)
    case .count: options.wantsCount = try count(value)
    case .skiptoken: options.pageToken = value
    case .deltatoken, .id: break
    case .format: try checkFormat(value)
    }
  }

  private func mapped<Tree>(
    _ failure: (SyntaxError) -> RequestFailure, _ read: () throws(SyntaxError) -> Tree
  ) throws -> Tree {
    do { return try read() } catch { throw failure(error) }
  }

  private func readFilter(_ text: String, into options: inout ReadOptions) throws {
    options.filter = try mapped(RequestFailure.filterSyntax) { () throws(SyntaxError) in
      try OptionSyntax.expression(text)
    }
    if text.lowercased().contains("now(") { options.readsClock = true }
  }

  private func readOrder(_ text: String, into options: inout ReadOptions) throws {
    options.orderBy = try mapped(RequestFailure.querySyntax) { () throws(SyntaxError) in
      try OptionSyntax.orderBy(text)
    }
    guard options.orderBy.count <= Self.orderLimit else { throw RequestFailure.optionNotServed("$orderby") }
    if text.lowercased().contains("now(") { options.readsClock = true }
  }

  private func readSearch(_ text: String, into options: inout ReadOptions) throws {
    if area == .licensing { throw RequestFailure.searchInvalid("") }
    if area == .directory, !isEventual { throw RequestFailure.searchNeedsHeader }
    options.search = try mapped(RequestFailure.querySyntax) { () throws(SyntaxError) in
      try OptionSyntax.search(text)
    }
  }

  private func readApply(_ text: String, into options: inout ReadOptions) throws {
    guard area == .licensing, place == .collection else { throw RequestFailure.optionNotServed("$apply") }
    options.apply = try mapped(RequestFailure.querySyntax) { () throws(SyntaxError) in
      try OptionSyntax.apply(text)
    }
  }

  /// A page token holds the values of so many keys.
  private static let orderLimit = 5

  // MARK: Numbers and words

  private func top(_ text: String) throws -> Int {
    guard let value = Int(text) else { throw RequestFailure.invalidNumber(option: "$top", text: text) }
    if area.topIsTotal || area == .gateway {
      guard value >= 0 else { throw RequestFailure.invalidNumber(option: "$top", text: text) }
      return value
    }
    guard (1...area.largestPageSize).contains(value) else {
      throw RequestFailure.pageSizeOutOfRange(text: text, limit: area.largestPageSize)
    }
    return value
  }

  private func skip(_ text: String) throws -> Int {
    guard area.servesSkip else { throw RequestFailure.skipNotServed }
    guard let value = Int(text), value >= 0 else {
      throw RequestFailure.invalidNumber(option: "$skip", text: text)
    }
    return value
  }

  private func count(_ text: String) throws -> Bool {
    switch text.lowercased() {
    case "true": return area != .directory || isEventual
    case "false": return false
    default: throw RequestFailure.invalidBoolean(option: "$count", text: text)
    }
  }

  private func checkFormat(_ text: String) throws {
    guard text.lowercased() == "json" || text.lowercased().hasPrefix("application/json") else {
      throw RequestFailure.invalidFormat(text)
    }
  }
}
