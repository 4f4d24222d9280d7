extension SyntaxParser {
  /// The arguments of a name that has just been read, or nil when no parenthesis follows it.
  mutating func callAhead(of name: String) throws(SyntaxError) -> Call? {
    let end = index
    skipSpaces()
    guard byte == .openParenthesis else {
      index = end
      return nil
    }
    index += 1
    try enter()
    defer { leave() }
    if Self.isLambdaName(name) { return Call(name: name, arguments: try keyArguments()) }
    let takesType = name.lowercased() == "cast" || name.lowercased() == "isof"
    let arguments = try takesType ? typeArguments() : arguments()
    return Call(name: name, arguments: arguments)
  }

  /// `any` and `all` belong to the collection before them; at the start they are names of collections, with a key.
  private static func isLambdaName(_ name: String) -> Bool {
    let word = name.lowercased()
    return word == "any" || word == "all"
  }

  /// The key after the parameters of a function, `('x')` in `f(a=1)('x')`, or nil where none follows. Parameters have
  /// names, so `users('a')` has its key already.
  mutating func keyAhead(of call: Call) throws(SyntaxError) -> [Call.Argument]? {
    guard call.arguments.allSatisfy({ $0.name != nil }), take(.openParenthesis) else { return nil }
    try enter()
    defer { leave() }
    return try keyArguments()
  }

  private mutating func keyArguments() throws(SyntaxError) -> [Call.Argument] {
    skipSpaces()
    guard byte != .closeParenthesis else { throw unexpected(.expression) }
    return try arguments()
  }

  private mutating func arguments() throws(SyntaxError) -> [Call.Argument] {
    try items(upTo: .closeParenthesis, .closeParenthesis) { parser throws(SyntaxError) in
      Call.Argument(name: try parser.argumentName(), value: try parser.expression())
    }
  }

  /// `name=`, or nil with nothing read.
  private mutating func argumentName() throws(SyntaxError) -> String? {
    let end = endOfIdentifier(from: index)
    guard end > index, end < bytes.count, bytes[end] == .equals else { return nil }
    let name = String(decoding: bytes[index..<end], as: UTF8.self)
    index = end + 1
    return name
  }

  /// `(T)` and `(x,T)`: the last argument of `cast` and `isof` is a type, bare or in quotes.
  private mutating func typeArguments() throws(SyntaxError) -> [Call.Argument] {
    if let type = try onlyTypeArgument() { return [type] }
    let value = try expression()
    skipSpaces()
    try expect(.comma, .comma)
    skipSpaces()
    let type = try typeArgument()
    skipSpaces()
    try expect(.closeParenthesis, .closeParenthesis)
    return [Call.Argument(name: nil, value: value), type]
  }

  /// `T)`, or nil with nothing read if what follows shows that it is the value: `T,` or `T/member`.
  private mutating func onlyTypeArgument() throws(SyntaxError) -> Call.Argument? {
    skipSpaces()
    let start = index
    // What is no type may still be a value, whose own mistakes are then reported.
    if let type = try? typeArgument() {
      skipSpaces()
      if take(.closeParenthesis) { return type }
    }
    index = start
    guard byte != nil, byte != .closeParenthesis else { throw unexpected(.typeName) }
    return nil
  }

  private mutating func typeArgument() throws(SyntaxError) -> Call.Argument {
    let start = position
    let name = try byte == .quote ? quotedTypeName() : typeName()
    return Call.Argument(name: nil, value: Expression(position: start, kind: .type(name)))
  }

  /// `microsoft.graph.user`, `Edm.String`, `Collection(Edm.String)`
  private mutating func typeName() throws(SyntaxError) -> String {
    let start = index
    let name = try qualifiedName(.typeName)
    guard name == "Collection", take(.openParenthesis) else { return name }
    _ = try qualifiedName(.typeName)
    try expect(.closeParenthesis, .closeParenthesis)
    return slice(from: start)
  }

  /// The older spelling, `'microsoft.graph.user'`; what the quotes hold must still be a name.
  private mutating func quotedTypeName() throws(SyntaxError) -> String {
    let start = index
    let name = try quotedString()
    var inner = SyntaxParser(name)
    // The position inside the quotes is of no use: the text may have been unescaped.
    guard (try? inner.typeName()) == name else {
      throw unexpected([.typeName], at: start)
    }
    return name
  }

  /// `case(a gt 0:1,true:0)`
  mutating func conditional() throws(SyntaxError) -> Expression {
    let start = position
    index += 5
    var branches: [Expression.Branch] = []
    repeat {
      branches.append(try branch())
      skipSpaces()
    } while take(.comma)
    try close(or: .comma)
    return Expression(position: start, kind: .conditional(branches))
  }

  private mutating func branch() throws(SyntaxError) -> Expression.Branch {
    let condition = try expression()
    skipSpaces()
    try expect(.colon, .colon)
    return Expression.Branch(condition: condition, value: try expression())
  }
}
