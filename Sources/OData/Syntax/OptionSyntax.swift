/// The texts of query options as trees; each function reads the whole of a decoded value or says where it fails.
///
/// Trees know which of their literals are parameters of the query, by the bytes that `QueryForm` found them in.
package enum OptionSyntax {
  /// `$filter=accountEnabled eq true`, and any other single expression, such as the value of an alias.
  package static func expression(
    _ text: String, limits: SyntaxLimits = SyntaxLimits(), parameters: [Range<Int>: Int] = [:]
  ) throws(SyntaxError) -> Expression {
    try whole(text, limits, parameters, or: [.operator]) { parser throws(SyntaxError) in
      try parser.expression()
    }
  }

  /// `$orderby=displayName desc,id`
  package static func orderBy(
    _ text: String, limits: SyntaxLimits = SyntaxLimits(), parameters: [Range<Int>: Int] = [:]
  ) throws(SyntaxError) -> [OrderByItem] {
    try whole(text, limits, parameters, or: [.operator, .direction, .comma]) { parser throws(SyntaxError) in
      try parser.orderByItems()
    }
  }

  /// `$select=id,displayName`
  package static func select(
    _ text: String, limits: SyntaxLimits = SyntaxLimits()
  ) throws(SyntaxError) -> [SelectItem] {
    try whole(text, limits, isTerm: true) { parser throws(SyntaxError) in try parser.selectItems() }
  }

  /// `$expand=manager($select=id)`
  package static func expand(
    _ text: String, limits: SyntaxLimits = SyntaxLimits(), parameters: [Range<Int>: Int] = [:]
  ) throws(SyntaxError) -> [ExpandItem] {
    try whole(text, limits, parameters, isTerm: true) { parser throws(SyntaxError) in try parser.expandItems()
    }
  }

  /// `$search="displayName:wash" OR "mail:wash"`
  package static func search(
    _ text: String, limits: SyntaxLimits = SyntaxLimits(), parameters: [Range<Int>: Int] = [:]
  ) throws(SyntaxError) -> SearchExpression {
    try whole(text, limits, parameters, or: [.searchTerm]) { parser throws(SyntaxError) in
      try parser.searchExpression()
    }
  }

  /// `$compute=a sub b as c`
  package static func compute(
    _ text: String, limits: SyntaxLimits = SyntaxLimits()
  ) throws(SyntaxError) -> [ComputeItem] {
    try whole(text, limits, or: [.comma]) { parser throws(SyntaxError) in try parser.computeItems() }
  }

  /// `$apply=filter(a eq 1)/groupby((b))`
  package static func apply(
    _ text: String, limits: SyntaxLimits = SyntaxLimits(), parameters: [Range<Int>: Int] = [:]
  ) throws(SyntaxError) -> [ApplyStep] {
    try whole(text, limits, parameters, or: [.slash]) { parser throws(SyntaxError) in try parser.applySteps()
    }
  }

  /// `$top=5`, `$skip=10`
  package static func wholeNumber(_ text: String) throws(SyntaxError) -> Int {
    try whole(text, SyntaxLimits()) { parser throws(SyntaxError) in try parser.wholeNumber() }
  }

  /// `$index=-1`, which no read has
  package static func index(_ text: String) throws(SyntaxError) -> Int {
    try whole(text, SyntaxLimits()) { parser throws(SyntaxError) in
      let isFromEnd = parser.take(.minus)
      let number = try parser.wholeNumber()
      return isFromEnd ? -number : number
    }
  }

  /// `$count=true`
  package static func truth(_ text: String) throws(SyntaxError) -> Bool {
    try whole(text, SyntaxLimits()) { parser throws(SyntaxError) in try parser.truth() }
  }

  private static func whole<Tree>(
    _ text: String, _ limits: SyntaxLimits, _ parameters: [Range<Int>: Int] = [:], isTerm: Bool = false,
    or others: [SyntaxError.Expectation] = [],
    _ read: (inout SyntaxParser) throws(SyntaxError) -> Tree
  ) throws(SyntaxError) -> Tree {
    var parser = SyntaxParser(text, limits: limits, parameters: parameters)
    parser.readsTerms = isTerm
    try parser.checkLength()
    let tree = try read(&parser)
    try parser.expectEnd(or: others)
    return tree
  }
}
