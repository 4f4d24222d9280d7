extension SyntaxParser {
  /// `id,microsoft.graph.user/mail,*`
  mutating func selectItems() throws(SyntaxError) -> [SelectItem] {
    try terms { parser throws(SyntaxError) in try parser.selectItem() }
  }

  private mutating func selectItem() throws(SyntaxError) -> SelectItem {
    if byte == .star { return SelectItem(path: [star()], parameters: nil, options: nil) }
    var path = [try selectSegment()]
    while !path[path.count - 1].name.utf8.ends(with: .star), take(.slash) {
      path.append(try selectSegment())
    }
    guard byte == .openParenthesis else { return SelectItem(path: path, parameters: nil, options: nil) }
    if isAtParameterNames {
      return SelectItem(path: path, parameters: try parameterNames(), options: nil)
    }
    return SelectItem(path: path, parameters: nil, options: try nestedOptions(NestedOption.ofSelection))
  }

  /// `displayName`, `microsoft.graph.user`, `microsoft.graph.*`, `@Core.Messages`
  private mutating func selectSegment() throws(SyntaxError) -> NameSegment {
    let start = index
    if take(.at) {
      _ = try annotationName()
    } else {
      try qualifiedNameOrStar()
    }
    return NameSegment(position: position(of: start), name: slice(from: start))
  }

  private mutating func qualifiedNameOrStar() throws(SyntaxError) {
    _ = try identifier()
    while take(.dot) {
      if take(.star) { return }
      _ = try identifier()
    }
  }

  mutating func star() -> NameSegment {
    defer { index += 1 }
    return NameSegment(position: position, name: "*")
  }

  /// `(a,b)` or `()`, and not `(select=…)`
  private var isAtParameterNames: Bool {
    let end = endOfIdentifier(from: index + 1)
    guard end < bytes.count else { return false }
    return bytes[end] == .comma || bytes[end] == .closeParenthesis
  }

  private mutating func parameterNames() throws(SyntaxError) -> [String] {
    index += 1
    return try items(upTo: .closeParenthesis, .closeParenthesis) { parser throws(SyntaxError) in
      try parser.identifier()
    }
  }
}

extension String.UTF8View {
  fileprivate func ends(with byte: UInt8) -> Bool { last == byte }
}

// MARK: terms

extension SyntaxParser {
  /// The items of `$select` or `$expand`, whose mistakes have words of their own.
  mutating func terms<Item>(
    _ item: (inout SyntaxParser) throws(SyntaxError) -> Item
  ) throws(SyntaxError) -> [Item] {
    let outer = readsTerms
    readsTerms = true
    let items = try list(item)
    guard isAtEnd || byte == .semicolon || byte == .closeParenthesis else {
      throw unexpected(.comma, .slash, .openParenthesis, .end)
    }
    readsTerms = outer
    return items
  }
}
