import EntityModel

extension ExpressionBinder {
  /// A literal in the type that its spelling gives it.
  func constant(_ literal: Literal, at position: Int, parameter: Int?) throws(BindingError)
    -> BoundExpression
  {
    if case .enumeration(let type, let members) = literal {
      return try enumeration(type, members, at: position)
    }
    let bound = try Self.plainConstant(literal, at: position)
    guard let parameter else { return bound }
    return BoundExpression(
      position: position, type: bound.type, kind: bound.kind, origin: ParameterOrigin(parameter: parameter))
  }

  /// A literal whose type no model has to say.
  static func plainConstant(_ literal: Literal, at position: Int) throws(BindingError) -> BoundExpression {
    switch literal {
    case .null: return .constant(.null, .null, at: position)
    case .boolean(let value): return .constant(.boolean(value), .primitive(.boolean), at: position)
    case .string(let text): return .constant(.string(text), .primitive(.string), at: position)
    case .guid(let text): return .constant(.guid(text.lowercased()), .primitive(.guid), at: position)
    case .integer(let text): return integer(text, at: position)
    case .decimal(let text): return try real(text, .decimal, at: position)
    case .double(let text): return try real(text, .double, at: position)
    case .binary(let text):
      return .constant(.binary(Base64.normalized(text) ?? text), .primitive(.binary), at: position)
    case .date, .dateTimeOffset, .timeOfDay, .duration: return try temporal(literal, at: position)
    case .spatial, .enumeration:
      throw BindingError(position: position, kind: .notSupported(literal.description))
    }
  }

  /// The smallest type that holds the number.
  private static func integer(_ text: String, at position: Int) -> BoundExpression {
    guard let value = Int64(text) else {
      return .constant(.real(Double(text) ?? .infinity), .primitive(.decimal), at: position)
    }
    let type = Int32(exactly: value) == nil ? PrimitiveType.int64 : .int32
    return .constant(.integer(value), .primitive(type), at: position)
  }

  private static func real(_ text: String, _ type: PrimitiveType, at position: Int) throws(BindingError)
    -> BoundExpression
  {
    let spelled = text.hasSuffix("INF") ? text.replacing("INF", with: "infinity") : text
    guard let value = Double(spelled) else {
      throw BindingError(position: position, kind: .invalidLiteral(text: text, type: type.rawValue))
    }
    return .constant(.real(value), .primitive(type), at: position)
  }

  private static func temporal(_ literal: Literal, at position: Int) throws(BindingError) -> BoundExpression {
    let (type, ticks) = ticks(literal)
    guard let ticks else {
      throw BindingError(
        position: position, kind: .invalidLiteral(text: literal.description, type: type.rawValue))
    }
    return .constant(.ticks(ticks), .primitive(type), at: position)
  }

  private static func ticks(_ literal: Literal) -> (PrimitiveType, Int64?) {
    switch literal {
    case .date(let text): (.date, Ticks.date(text))
    case .dateTimeOffset(let text): (.dateTimeOffset, Ticks.moment(text))
    case .timeOfDay(let text): (.timeOfDay, Ticks.timeOfDay(text))
    case .duration(let text): (.duration, ISODuration.ticks(text))
    default: (.untyped, nil)
    }
  }

  /// `microsoft.graph.assignableTo'user,group'`
  private func enumeration(
    _ name: String, _ members: String, at position: Int
  ) throws(BindingError) -> BoundExpression {
    guard let type = model.enumType(name) else {
      throw BindingError(position: position, kind: .unknownType(name))
    }
    return try Self.enumeration(members, of: type, at: position)
  }

  /// Members by name, whatever their case, or by value.
  static func enumeration(
    _ text: String, of type: EnumType, at position: Int, origin: ParameterOrigin? = nil
  ) throws(BindingError) -> BoundExpression {
    var names: [String] = []
    var value = 0
    for word in text.split(separator: ",", omittingEmptySubsequences: false) {
      let word = word.trimmingSpaces
      guard let member = type.member(word), names.isEmpty || type.isFlags else {
        throw BindingError(position: position, kind: .unknownMember(text: text, enumeration: type.name))
      }
      names.append(member.name)
      value |= member.value
    }
    let constant = Constant.enumeration(names: names.joined(separator: ","), value: value)
    return .constant(constant, .enumeration(type), at: position, origin: origin)
  }
}

extension EnumType {
  fileprivate func member(_ word: String) -> Member? {
    member(named: word) ?? Int(word).flatMap { value in members.first { $0.value == value } }
  }
}

extension Substring {
  fileprivate var trimmingSpaces: String {
    let text = drop { $0 == " " }
    return String(text.reversed().drop { $0 == " " }.reversed())
  }
}
