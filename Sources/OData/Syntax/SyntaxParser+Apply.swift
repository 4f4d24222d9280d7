extension SyntaxParser {
  /// `filter(a eq 1)/groupby((b))`
  mutating func applySteps() throws(SyntaxError) -> [ApplyStep] {
    try enter()
    defer { leave() }
    var steps: [ApplyStep] = []
    repeat {
      skipSpaces()
      try countNode()
      steps.append(try applyStep())
    } while take(.slash)
    return steps
  }

  private mutating func applyStep() throws(SyntaxError) -> ApplyStep {
    let start = index
    index = endOfIdentifier(from: start)
    guard let name = Transformation(rawValue: slice(from: start).lowercased()) else {
      throw unexpected([.transformation], at: start)
    }
    if name == .identity { return ApplyStep(position: position(of: start), kind: .identity) }
    try expect(.openParenthesis, .openParenthesis)
    skipSpaces()
    let kind = try parameters(of: name)
    try close(or: .comma)
    return ApplyStep(position: position(of: start), kind: kind)
  }

  /// What stands in the parentheses of a transformation.
  private mutating func parameters(of name: Transformation) throws(SyntaxError) -> ApplyStep.Kind {
    switch name {
    case .filter: .filter(try expression())
    case .search: .search(try searchExpression())
    case .compute: .compute(try computeItems())
    case .aggregate: .aggregate(try aggregateItems())
    case .groupby: try grouping()
    case .orderby: .orderBy(try orderByItems())
    case .top: .top(try itemCount())
    case .skip: .skip(try itemCount())
    case .identity: .identity
    case .concat: .concat(try chains())
    case .topcount: try ranked(.topCount)
    case .bottomcount: try ranked(.bottomCount)
    case .topsum: try ranked(.topSum)
    case .bottomsum: try ranked(.bottomSum)
    case .toppercent: try ranked(.topPercent)
    case .bottompercent: try ranked(.bottomPercent)
    }
  }

  private mutating func itemCount() throws(SyntaxError) -> ItemCount {
    let start = index
    return ItemCount(try wholeNumber(), parameter: parameter(from: start))
  }

  /// `1,availableUnits`
  private mutating func ranked(_ ranking: ApplyStep.Ranking) throws(SyntaxError) -> ApplyStep.Kind {
    let count = try expression()
    skipSpaces()
    try expect(.comma, .comma)
    return .ranked(ranking, count, by: try expression())
  }

  /// `filter(a eq 1),identity`
  private mutating func chains() throws(SyntaxError) -> [[ApplyStep]] {
    let chains = try list { parser throws(SyntaxError) in try parser.applySteps() }
    guard chains.count > 1 else { throw unexpected(.comma) }
    return chains
  }
}

// MARK: groups and aggregates

extension SyntaxParser {
  /// `(skuId,skuPartNumber),aggregate(…)`
  private mutating func grouping() throws(SyntaxError) -> ApplyStep.Kind {
    try expect(.openParenthesis, .openParenthesis)
    let paths = try list { parser throws(SyntaxError) in try parser.groupingPath() }
    try close(or: .comma)
    skipSpaces()
    guard take(.comma) else { return .groupBy(paths, []) }
    return .groupBy(paths, try applySteps())
  }

  private mutating func groupingPath() throws(SyntaxError) -> [MemberSegment] {
    let start = index
    guard case .path(let segments) = try path().kind else { throw unexpected([.name], at: start) }
    return segments
  }

  /// `a with sum as b,$count as c`
  private mutating func aggregateItems() throws(SyntaxError) -> [AggregateItem] {
    try list { parser throws(SyntaxError) in try parser.aggregateItem() }
  }

  private mutating func aggregateItem() throws(SyntaxError) -> AggregateItem {
    let expression = try aggregated()
    let method: AggregateItem.Method = expression.isCount ? .count : try aggregateMethod()
    return AggregateItem(expression: expression, method: method, alias: try nameAfterAs())
  }

  /// An expression, or `$count`, which is a value here and nowhere else.
  private mutating func aggregated() throws(SyntaxError) -> Expression {
    let start = index
    guard take(.dollar), take(word: "count") else {
      index = start
      return try expression()
    }
    let segment = MemberSegment(position: position(of: start), kind: .count(nil))
    return Expression(position: segment.position, kind: .path([segment]))
  }

  /// ` with sum`
  private mutating func aggregateMethod() throws(SyntaxError) -> AggregateItem.Method {
    skipSpaces()
    guard take(word: "with") else { throw unexpected(.operator, .aggregation) }
    skipSpaces()
    let start = index
    let name = try identifier(.aggregation).lowercased()
    guard let method = AggregateItem.Method(rawValue: name) else {
      throw unexpected([.aggregation], at: start)
    }
    return method
  }
}

extension Expression {
  /// `$count`, `members/$count`
  fileprivate var isCount: Bool {
    guard case .path(let segments) = kind, case .count(nil) = segments.last?.kind else { return false }
    return true
  }
}

/// The names of the transformations, spelled as in the URL.
private enum Transformation: String {
  case filter, search, compute, aggregate, groupby, orderby, top, skip, identity, concat
  case topcount, bottomcount, topsum, bottomsum, toppercent, bottompercent
}
