import GraphContract
import OData

/// The value of one option on its way to the options of a read.
struct OptionValue {
  let reader: OptionReader
  let text: String
  /// Numbers of the query's parameters in the text, by their bytes.
  var parameters: [Range<Int>: Int] = [:]

  private var conventions: Conventions { reader.contract.conventions }

  func read(_ option: SystemOption, into options: inout ReadOptions) throws {
    switch option {
    case .select: options.select = try select()
    case .expand: options.expand = try expand()
    case .filter: options.filter = try filter()
    case .orderby: options.orderBy = try order()
    case .search: options.search = try search()
    case .apply: options.apply = try apply()
    case .top: options.top = try top()
    case .skip: options.skip = try skip()
    case .count:
      options.asksForCount = try asksForCount()
      options.wantsCount =
        options.asksForCount && (!conventions.hasAdvancedQueries || reader.isEventual)
    case .format: try checkFormat()
    case .skiptoken, .compute, .schemaversion, .deltatoken, .id: break
    }
  }

  /// The value of `@p=…`.
  func alias() throws -> Expression {
    try mapped(QueryFailure.syntax) { () throws(SyntaxError) in
      try OptionSyntax.expression(text, parameters: parameters)
    }
  }

  private func mapped<Tree>(
    _ failure: (SyntaxError) -> any RequestFailure, _ read: () throws(SyntaxError) -> Tree
  ) throws -> Tree {
    do { return try read() } catch { throw failure(error) }
  }
}

// MARK: Trees

extension OptionValue {
  private func select() throws -> [SelectItem] {
    try mapped(SelectionFailure.syntax) { () throws(SyntaxError) in try OptionSyntax.select(text) }
  }

  private func expand() throws -> [ExpandItem] {
    try mapped(SelectionFailure.syntax) { () throws(SyntaxError) in
      try OptionSyntax.expand(text, parameters: parameters)
    }
  }

  private func filter() throws -> Expression {
    try mapped(QueryFailure.filterSyntax) { () throws(SyntaxError) in
      try OptionSyntax.expression(text, parameters: parameters)
    }
  }

  private func apply() throws -> [ApplyStep] {
    try mapped(QueryFailure.syntax) { () throws(SyntaxError) in
      try OptionSyntax.apply(text, parameters: parameters)
    }
  }

  private func order() throws -> [OrderByItem] {
    let items = try mapped(QueryFailure.syntax) { () throws(SyntaxError) in
      try OptionSyntax.orderBy(text, parameters: parameters)
    }
    guard items.count <= Self.orderLimit else { throw QueryFailure.optionNotServed("$orderby") }
    return items
  }

  /// A page token holds the values of so many keys.
  private static let orderLimit = 5

  private func search() throws -> SearchExpression {
    guard conventions.servesSearch else { throw QueryFailure.searchInvalid("") }
    if conventions.hasAdvancedQueries, !reader.isEventual { throw QueryFailure.searchNeedsHeader }
    return try mapped(QueryFailure.syntax) { () throws(SyntaxError) in
      try OptionSyntax.search(text, parameters: parameters)
    }
  }
}

// MARK: Numbers and words

extension OptionValue {
  /// The grammar has no negative number; the directory says of one that it is no size of a page.
  func top() throws -> ItemCount {
    guard let value = try? OptionSyntax.index(text), value >= 0 || conventions.top == .pageSize else {
      throw QueryFailure.invalidNumber(option: "$top", text: text)
    }
    return ItemCount(value, parameter: parameters[0..<text.utf8.count])
  }

  private func skip() throws -> ItemCount {
    guard conventions.servesSkip else { throw QueryFailure.skipNotServed }
    guard let value = try? OptionSyntax.wholeNumber(text) else {
      throw QueryFailure.invalidNumber(option: "$skip", text: text)
    }
    return ItemCount(value, parameter: parameters[0..<text.utf8.count])
  }

  private func asksForCount() throws -> Bool {
    guard let isWanted = try? OptionSyntax.truth(text) else {
      throw QueryFailure.invalidBoolean(option: "$count", text: text)
    }
    return isWanted
  }

  private func checkFormat() throws {
    guard text.lowercased() == "json" else {
      throw QueryFailure.invalidFormat(text)
    }
  }
}
