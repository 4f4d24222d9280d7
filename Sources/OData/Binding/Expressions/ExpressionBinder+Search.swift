import EntityModel

extension ExpressionBinder {
  /// `$search` (graph-platform 1.12).
  package func search(
    _ expression: SearchExpression, as form: SearchForm
  ) throws(BindingError) -> BoundSearch {
    switch expression.kind {
    case .word(let text), .phrase(let text):
      return form == .clauses ? try clause(text, at: expression.position) : .contains(textPaths, text: text)
    case .not(let operand): return .not(try search(operand, as: form))
    case .and(let operands): return .and(try searches(operands, as: form))
    case .or(let operands): return .or(try searches(operands, as: form))
    }
  }

  private func searches(
    _ operands: [SearchExpression], as form: SearchForm
  ) throws(BindingError) -> [BoundSearch] {
    var searches: [BoundSearch] = []
    for operand in operands { searches.append(try search(operand, as: form)) }
    return searches
  }

  /// `displayName:wash`: words where the directory has tokens, a prefix elsewhere.
  private func clause(_ text: String, at position: Int) throws(BindingError) -> BoundSearch {
    guard let colon = text.firstIndex(of: ":"), colon > text.startIndex else {
      throw BindingError(position: position, kind: .searchWithoutProperty)
    }
    let name = String(text[..<colon])
    let wanted = String(text[text.index(after: colon)...])
    guard let path = textPath(name) else {
      throw BindingError(position: position, kind: .unknownProperty(name: name, type: type.name))
    }
    guard let property = path.properties.last, property.type.element == .primitive(.string),
      !property.type.isCollection
    else { throw BindingError(position: position, kind: .notSearchable(name)) }
    return property.traits.isSearchable ? .words(path, text: wanted) : .prefix(path, text: wanted)
  }

  /// The properties that a text without a name is looked for in.
  private var textPaths: [MemberPath] {
    var names: [String] = []
    for type in model.family(of: type) {
      for property in type.properties where property.traits.isSearchable && !names.contains(property.name) {
        names.append(property.name)
      }
    }
    return names.compactMap(textPath)
  }

  private func textPath(_ name: String) -> MemberPath? {
    guard case .property(let property)? = model.member(name, of: type) else { return nil }
    let declaring = model.typesDeclaring(name, below: type)
    return MemberPath(root: .item, steps: [.property(property, declaring: declaring)])
  }
}
