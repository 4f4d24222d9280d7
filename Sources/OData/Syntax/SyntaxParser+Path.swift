extension SyntaxParser {
  /// `manager/displayName`, `$it`, `members/any(m:m/id eq 'a')`; a call that stands alone is no path.
  mutating func path() throws(SyntaxError) -> Expression {
    let start = position
    if isAt("case"), byte(ahead: 4) == .openParenthesis { return try conditional() }
    var segments = [try firstSegment()]
    while byte == .slash {
      index += 1
      try countNode()
      segments.append(try nextSegment())
      if case .count = segments[segments.count - 1].kind { break }
    }
    if segments.count == 1, case .call(let call) = segments[0].kind {
      return Expression(position: start, kind: .call(call))
    }
    return Expression(position: start, kind: .path(segments))
  }

  private mutating func firstSegment() throws(SyntaxError) -> MemberSegment {
    let start = position
    if byte == .dollar { return MemberSegment(position: start, kind: try variableOfTheService()) }
    if take(.at) { return MemberSegment(position: start, kind: try aliasOrAnnotation()) }
    let name = try qualifiedName(.expression)
    if var call = try callAhead(of: name) {
      // What the grammar itself defines, such as `now()`, returns no collection.
      if name.utf8.contains(.dot) { call.key = try keyAhead(of: call) }
      return MemberSegment(position: start, kind: .call(call))
    }
    if variables.contains(name) { return MemberSegment(position: start, kind: .variable(name)) }
    guard name.utf8.contains(.dot) else { return MemberSegment(position: start, kind: .name(name)) }
    // A type alone is no value; only a member of it is.
    guard byte == .slash else { throw unexpected(.slash, .openParenthesis) }
    return MemberSegment(position: start, kind: .cast(name))
  }

  /// `$it`, `$this`, `$root/…`
  private mutating func variableOfTheService() throws(SyntaxError) -> MemberSegment.Kind {
    let start = index
    index += 1
    if take(word: "it") { return .it }
    if take(word: "this") { return .this }
    if take(word: "root") {
      guard byte == .slash else { throw unexpected(.slash) }
      return .root
    }
    index = start
    throw unexpected(.expression)
  }

  /// `@p`, or `@Core.Messages` with an optional `#qualifier`.
  private mutating func aliasOrAnnotation() throws(SyntaxError) -> MemberSegment.Kind {
    let name = try annotationName()
    return name.utf8.contains { $0 == .dot || $0 == .hash } ? .annotation(name) : .alias(name)
  }

  mutating func annotationName() throws(SyntaxError) -> String {
    let start = index
    _ = try qualifiedName()
    if take(.hash) { _ = try identifier() }
    return slice(from: start)
  }

  private mutating func nextSegment() throws(SyntaxError) -> MemberSegment {
    let start = position
    if byte == .dollar { return MemberSegment(position: start, kind: try serviceSegment()) }
    if take(.at) { return MemberSegment(position: start, kind: .annotation(try annotationName())) }
    if let kind = try lambdaSegment() { return MemberSegment(position: start, kind: kind) }
    let name = try qualifiedName(.member)
    if var call = try callAhead(of: name) {
      call.key = try keyAhead(of: call)
      return MemberSegment(position: start, kind: .call(call))
    }
    return MemberSegment(position: start, kind: name.utf8.contains(.dot) ? .cast(name) : .name(name))
  }

  /// `$count` or `$filter(…)` after a collection.
  private mutating func serviceSegment() throws(SyntaxError) -> MemberSegment.Kind {
    let start = index
    index += 1
    if take(word: "count") { return .count(try countOptions()) }
    guard take(word: "filter") else {
      index = start
      throw unexpected(.member)
    }
    try expect(.openParenthesis, .openParenthesis)
    let predicate = try expression()
    try close(or: .operator)
    return .filter(predicate)
  }

  /// `($filter=…;$search=…)` after `$count`
  private mutating func countOptions() throws(SyntaxError) -> NestedOptions? {
    byte == .openParenthesis ? try nestedOptions(NestedOption.ofCount) : nil
  }
}

// MARK: lambdas

extension SyntaxParser {
  /// `any(…)` or `all(…)`, or nil with nothing read
  private mutating func lambdaSegment() throws(SyntaxError) -> MemberSegment.Kind? {
    if takeOpening(of: "any") {
      skipSpaces()
      return .any(take(.closeParenthesis) ? nil : try lambda())
    }
    return takeOpening(of: "all") ? .all(try lambda()) : nil
  }

  /// The word and the parenthesis after it.
  private mutating func takeOpening(of word: StaticString) -> Bool {
    let start = index
    guard take(word: word) else { return false }
    skipSpaces()
    if take(.openParenthesis) { return true }
    index = start
    return false
  }

  /// `x:x eq 'a')`, up to and with the parenthesis.
  private mutating func lambda() throws(SyntaxError) -> Lambda {
    skipSpaces()
    let variable = try identifier()
    skipSpaces()
    try expect(.colon, .colon)
    variables.append(variable)
    defer { variables.removeLast() }
    let predicate = try expression()
    try close(or: .operator)
    return Lambda(variable: variable, predicate: predicate)
  }
}
