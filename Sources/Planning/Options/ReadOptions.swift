import EntityModel
package import GraphContract
package import GraphStore
package import OData

/// The query options of a read, parsed and checked as far as no model is needed.
package struct ReadOptions: Sendable {
  package var select: [SelectItem]?
  package var expand: [ExpandItem] = []
  package var filter: Expression?
  package var orderBy: [OrderByItem] = []
  package var search: SearchExpression?
  package var apply: [ApplyStep]?
  /// As given; nil when it was not.
  package var top: Int?
  package var skip: Int?
  package var wantsCount = false
  package var aliases: [String: Expression] = [:]
  /// `ConsistencyLevel: eventual` with `$count=true`, or with `/$count`.
  package var isAdvanced = false

  /// `ConsistencyLevel: eventual` has an effect on the list, so that each of its pages needs it.
  package var needsHeader: Bool { isAdvanced || isEventual && search != nil }
  /// How each object is written; a preference or the format says it, not an option.
  package var style = RepresentationStyle.standard
  /// `ConsistencyLevel: eventual` was sent where it has a meaning.
  package var isEventual = false
}

/// What kind of place the options are for: not every option has a meaning everywhere.
package enum OptionPlace {
  case object
  case collection
  case count
  case references
  /// A property, its raw value, or one reference: `$select` at most.
  case value
  /// A complex value that holds navigation properties: `$select` and `$expand`.
  case container
}

/// Reads the options of a request in the way of one workload.
package struct OptionReader {
  package let contract: Contract
  package let place: OptionPlace
  /// The type takes `$select` only and ignores the other options.
  package let ignoresOthers: Bool
  /// The directory serves `$count`, `$search` and more only with `ConsistencyLevel: eventual`.
  package let isEventual: Bool

  package func read(_ query: QueryOptions) throws -> ReadOptions {
    if let name = query.repeated.first { throw QueryFailure.repeatedOption(name) }
    if let name = query.unknown.first { throw QueryFailure.unknownOption(name) }
    var options = ReadOptions()
    for entry in query.entries {
      guard case .system(let option) = entry.kind else { continue }
      try checkServed(option)
      if isRead(option) { try read(option, entry.value, into: &options) }
    }
    options.isEventual = isEventual && contract.conventions.hasAdvancedQueries
    options.isAdvanced = options.isEventual && (options.wantsCount || place == .count)
    // An alias stands for a part of the options that are read here.
    if isRead(.filter) || isRead(.expand) { options.aliases = try query.aliases.mapValues(alias) }
    return options
  }

  private func alias(_ text: String) throws -> Expression {
    try mapped(QueryFailure.syntax) { () throws(SyntaxError) in try OptionSyntax.expression(text) }
  }

  /// What no read of the workload has is refused wherever it stands.
  private func checkServed(_ option: SystemOption) throws {
    switch option {
    case .compute, .schemaversion, .deltatoken, .id: throw QueryFailure.optionNotServed(option.name)
    case .apply:
      guard contract.conventions.servesApply, place == .collection else {
        throw QueryFailure.optionNotServed(option.name)
      }
    case .filter, .select, .expand, .orderby, .search, .top, .skip, .count, .skiptoken, .format: break
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
      options.select = try mapped(SelectionFailure.syntax) { () throws(SyntaxError) in
        try OptionSyntax.select(value)
      }
    case .expand:
      options.expand = try mapped(SelectionFailure.syntax) { () throws(SyntaxError) in
        try OptionSyntax.expand(value)
      }
    case .filter:
      options.filter = try mapped(QueryFailure.filterSyntax) { () throws(SyntaxError) in
        try OptionSyntax.expression(value)
      }
    case .orderby: try readOrder(value, into: &options)
    case .search: try readSearch(value, into: &options)
    case .apply:
      options.apply = try mapped(QueryFailure.syntax) { () throws(SyntaxError) in
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
    _ failure: (SyntaxError) -> any RequestFailure, _ read: () throws(SyntaxError) -> Tree
  ) throws -> Tree {
    do { return try read() } catch { throw failure(error) }
  }

  private func readOrder(_ text: String, into options: inout ReadOptions) throws {
    options.orderBy = try mapped(QueryFailure.syntax) { () throws(SyntaxError) in
      try OptionSyntax.orderBy(text)
    }
    guard options.orderBy.count <= Self.orderLimit else { throw QueryFailure.optionNotServed("$orderby") }
  }

  private func readSearch(_ text: String, into options: inout ReadOptions) throws {
    guard contract.conventions.servesSearch else { throw QueryFailure.searchInvalid("") }
    if contract.conventions.hasAdvancedQueries, !isEventual { throw QueryFailure.searchNeedsHeader }
    options.search = try mapped(QueryFailure.syntax) { () throws(SyntaxError) in
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
    guard let value = try? OptionSyntax.index(text), value >= 0 || !contract.conventions.topIsTotal else {
      throw QueryFailure.invalidNumber(option: "$top", text: text)
    }
    return value
  }

  private func skip(_ text: String) throws -> Int {
    guard contract.conventions.servesSkip else { throw QueryFailure.skipNotServed }
    guard let value = try? OptionSyntax.wholeNumber(text) else {
      throw QueryFailure.invalidNumber(option: "$skip", text: text)
    }
    return value
  }

  private func count(_ text: String) throws -> Bool {
    guard let isWanted = try? OptionSyntax.truth(text) else {
      throw QueryFailure.invalidBoolean(option: "$count", text: text)
    }
    return isWanted && (!contract.conventions.hasAdvancedQueries || isEventual)
  }

  private func checkFormat(_ text: String) throws {
    guard text.lowercased() == "json" else {
      throw QueryFailure.invalidFormat(text)
    }
  }
}
