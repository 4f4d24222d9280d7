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
  var aliases: [String: Expression] = [:]
  /// `ConsistencyLevel: eventual` with `$count=true`, or with `/$count`.
  var isAdvanced = false

  /// `ConsistencyLevel: eventual` has an effect on the list, so that each of its pages needs it.
  var needsHeader: Bool { isAdvanced || isEventual && search != nil }
  /// How each object is written; a preference or the format says it, not an option.
  var style = RepresentationStyle.standard
  /// `ConsistencyLevel: eventual` was sent where it has a meaning.
  var isEventual = false
}

/// What kind of place the options are for: not every option has a meaning everywhere.
enum OptionPlace {
  case object
  case collection
  case count
  case references
  /// A property, its raw value, or one reference: `$select` at most.
  case value
  /// A complex value that holds navigation properties: `$select` and `$expand`.
  case container
}

/// Reads the options of a request in the way of one area.
struct OptionReader {
  let area: Area
  let place: OptionPlace
  /// The type takes `$select` only and ignores the other options.
  let ignoresOthers: Bool
  /// The directory serves `$count`, `$search` and more only with `ConsistencyLevel: eventual`.
  let isEventual: Bool

  func read(_ query: QueryOptions) throws -> ReadOptions {
    if let name = query.repeated.first { throw RequestFailure.repeatedOption(name) }
    if let name = query.unknown.first { throw RequestFailure.unknownOption(name) }
    var options = ReadOptions()
    for entry in query.entries {
      guard case .system(let option) = entry.kind else { continue }
      try checkServed(option)
      if isRead(option) { try read(option, entry.value, into: &options) }
    }
    options.isEventual = isEventual && area.hasAdvancedQueries
    options.isAdvanced = options.isEventual && (options.wantsCount || place == .count)
    // An alias stands for a part of the options that are read here.
    if isRead(.filter) || isRead(.expand) { options.aliases = try query.aliases.mapValues(alias) }
    return options
  }

  private func alias(_ text: String) throws -> Expression {
    try mapped(RequestFailure.querySyntax) { () throws(SyntaxError) in try OptionSyntax.expression(text) }
  }

  /// What no read of the area has is refused wherever it stands.
  private func checkServed(_ option: SystemOption) throws {
    switch option {
    case .compute, .schemaversion, .deltatoken, .id: throw RequestFailure.optionNotServed(option.name)
    case .apply where !area.servesApply || place != .collection:
      throw RequestFailure.optionNotServed(option.name)
    default: break
    }
  }

  private func isRead(_ option: SystemOption) -> Bool {
    if ignoresOthers || place == .value { return option == .select || option == .format }
    if place == .container { return [.select, .expand, .format].contains(option) }
    return true
  }

  private func read(_ option: SystemOption, _ value: String, into options: inout ReadOptions) throws {
    switch option {
    case .select:
      options.select = try mapped(RequestFailure.selectSyntax) { () throws(SyntaxError) in
        try OptionSyntax.select(value)
      }
    case .expand:
      options.expand = try mapped(RequestFailure.selectSyntax) { () throws(SyntaxError) in
        try OptionSyntax.expand(value)
      }
    case .filter:
      options.filter = try mapped(RequestFailure.filterSyntax) { () throws(SyntaxError) in
        try OptionSyntax.expression(value)
      }
    case .orderby: try readOrder(value, into: &options)
    case .search: try readSearch(value, into: &options)
    case .apply:
      options.apply = try mapped(RequestFailure.querySyntax) { () throws(SyntaxError) in
        try OptionSyntax.apply(value)
      }
    case .top: options.top = try top(value)
    case .skip: options.skip = try skip(value)
    case .count: options.wantsCount = try count(value)
    case .format: try checkFormat(value)
    case .skiptoken, .compute, .schemaversion, .deltatoken, .id: break
    }
  }

  private func mapped<Tree>(
    _ failure: (SyntaxError) -> RequestFailure, _ read: () throws(SyntaxError) -> Tree
  ) throws -> Tree {
    do { return try read() } catch { throw failure(error) }
  }

  private func readOrder(_ text: String, into options: inout ReadOptions) throws {
    options.orderBy = try mapped(RequestFailure.querySyntax) { () throws(SyntaxError) in
      try OptionSyntax.orderBy(text)
    }
    guard options.orderBy.count <= Self.orderLimit else { throw RequestFailure.optionNotServed("$orderby") }
  }

  private func readSearch(_ text: String, into options: inout ReadOptions) throws {
    guard area.servesSearch else { throw RequestFailure.searchInvalid("") }
    if area.hasAdvancedQueries, !isEventual { throw RequestFailure.searchNeedsHeader }
    options.search = try mapped(RequestFailure.querySyntax) { () throws(SyntaxError) in
      try OptionSyntax.search(text)
    }
  }

  /// A page token holds the values of so many keys.
  private static let orderLimit = 5
}

// MARK: Numbers and words

extension OptionReader {
  /// The grammar has no negative number; the directory says of one that it is no size of a page.
  private func top(_ text: String) throws -> Int {
    guard let value = try? OptionSyntax.index(text), value >= 0 || !area.topIsTotal else {
      throw RequestFailure.invalidNumber(option: "$top", text: text)
    }
    return value
  }

  private func skip(_ text: String) throws -> Int {
    guard area.servesSkip else { throw RequestFailure.skipNotServed }
    guard let value = try? OptionSyntax.wholeNumber(text) else {
      throw RequestFailure.invalidNumber(option: "$skip", text: text)
    }
    return value
  }

  private func count(_ text: String) throws -> Bool {
    guard let isWanted = try? OptionSyntax.truth(text) else {
      throw RequestFailure.invalidBoolean(option: "$count", text: text)
    }
    return isWanted && (!area.hasAdvancedQueries || isEventual)
  }

  private func checkFormat(_ text: String) throws {
    guard text.lowercased() == "json" else {
      throw RequestFailure.invalidFormat(text)
    }
  }
}
