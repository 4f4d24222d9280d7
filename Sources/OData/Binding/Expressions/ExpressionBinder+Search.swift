import EntityModel

extension ExpressionBinder {
  /// `$search` (graph-platform 1.12).
  package func search(
    _ expression: SearchExpression, as form: SearchForm
  ) throws(BindingError) -> BoundSearch {
    switch expression.kind {
    case .word(let text), .phrase(let text):
      let origin = expression.parameter.map(ParameterOrigin.init)
      switch form {
      case .clauses: return try clause(SearchClause(text), origin, at: expression.position)
      case .text: return .contains(textPaths, SearchText(text: text, origin: origin?.searchText()))
      case .members: return within(SearchClause(text), origin)
      }
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
  private func clause(
    _ clause: SearchClause, _ origin: ParameterOrigin?, at position: Int
  ) throws(BindingError) -> BoundSearch {
    guard let name = clause.name else {
      throw BindingError(position: position, kind: .searchWithoutProperty)
    }
    let wanted = SearchText(text: clause.text, origin: origin?.clauseText())
    guard let path = textPath(name) else {
      throw BindingError(position: position, kind: .unknownProperty(name: name, type: type.name))
    }
    guard let property = path.properties.last, property.type.element == .primitive(.string),
      !property.type.isCollection
    else { throw BindingError(position: position, kind: .notSearchable(name)) }
    return property.traits.isSearchable ? .words(path, wanted) : .prefix(path, wanted)
  }

  /// `subject:wash`, `from:adele`, `wash*`: what no member is called before the colon is part of the text.
  private func within(_ clause: SearchClause, _ origin: ParameterOrigin?) -> BoundSearch {
    let texts = SearchedTexts(model: model, type: type)
    if let name = clause.name, let paths = texts.paths(named: name) {
      return .contains(paths, SearchText(text: clause.text.withoutStar, origin: origin?.openClauseText()))
    }
    return .contains(texts.paths, SearchText(text: clause.whole.withoutStar, origin: origin?.openText()))
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
