extension SyntaxParser {
  /// `($select=id;$top=5)`, both parentheses included.
  mutating func nestedOptions(_ allowed: Set<NestedOption>) throws(SyntaxError) -> NestedOptions {
    try expect(.openParenthesis, .openParenthesis)
    try enter()
    defer { leave() }
    var options = NestedOptions()
    var seen: Set<NestedOption> = []
    repeat {
      skipSpaces()
      try nestedOption(allowed, into: &options, &seen)
      skipSpaces()
    } while take(.semicolon)
    guard take(.closeParenthesis) else { throw unexpected(.semicolon, .closeParenthesis) }
    return options
  }

  private mutating func nestedOption(
    _ allowed: Set<NestedOption>, into options: inout NestedOptions, _ seen: inout Set<NestedOption>
  ) throws(SyntaxError) {
    try countNode()
    if byte == .at, allowed != NestedOption.ofStar { return try nestedAlias(into: &options) }
    let start = index
    let option = try nestedOptionName(allowed)
    guard seen.insert(option).inserted else {
      throw failure(.repeatedOption("$\(option.rawValue)"), at: start)
    }
    switch option {
    case .select: options.select = try selectItems()
    case .expand: options.expand = try expandItems()
    default:
      try aside { parser throws(SyntaxError) in try parser.value(of: option, into: &options) }
    }
  }

  /// Reads a value whose mistakes are not those of the list around it.
  private mutating func aside(
    _ value: (inout SyntaxParser) throws(SyntaxError) -> Void
  ) throws(SyntaxError) {
    let outer = readsTerms
    readsTerms = false
    try value(&self)
    skipSpaces()
    guard byte == .semicolon || byte == .closeParenthesis else {
      throw unexpected(.semicolon, .closeParenthesis)
    }
    readsTerms = outer
  }

  /// `@p=5`
  private mutating func nestedAlias(into options: inout NestedOptions) throws(SyntaxError) {
    index += 1
    let name = try identifier()
    try expect(.equals, .equals)
    try aside { parser throws(SyntaxError) in options.aliases[name] = try parser.expression() }
  }

  /// `$select=` or `select=`, in any case
  private mutating func nestedOptionName(_ allowed: Set<NestedOption>) throws(SyntaxError) -> NestedOption {
    let start = index
    _ = take(.dollar)
    let end = endOfIdentifier(from: index)
    let word = String(decoding: bytes[index..<end], as: UTF8.self).lowercased()
    guard let option = NestedOption(rawValue: word), allowed.contains(option) else {
      throw unexpected([.option], at: start)
    }
    index = end
    try expect(.equals, .equals)
    return option
  }

  private mutating func value(
    of option: NestedOption, into options: inout NestedOptions
  ) throws(SyntaxError) {
    switch option {
    case .select, .expand: break
    case .filter: options.filter = try expression()
    case .orderby: options.orderBy = try orderByItems()
    case .search: options.search = try searchExpression()
    case .compute: options.compute = try computeItems()
    case .top: options.top = try wholeNumber()
    case .skip: options.skip = try wholeNumber()
    case .count: options.count = try truth()
    case .levels: options.levels = try levels()
    }
  }

  /// Digits that fit a number.
  mutating func wholeNumber() throws(SyntaxError) -> Int {
    let start = index
    try digits()
    guard let number = Int(slice(from: start)) else {
      throw unexpected([.digit], at: start)
    }
    return number
  }

  /// `true` or `false`, in any case.
  mutating func truth() throws(SyntaxError) -> Bool {
    if take(word: "true") { return true }
    guard take(word: "false") else { throw unexpected(.boolean) }
    return false
  }

  /// `max`, or a number without a leading zero
  private mutating func levels() throws(SyntaxError) -> NestedOptions.Levels {
    if take(word: "max") { return .max }
    guard let byte, byte.isDigit, byte != UInt8(ascii: "0") else { throw unexpected(.levels) }
    return .number(try wholeNumber())
  }
}
