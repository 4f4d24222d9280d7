import EntityModel

extension ExpressionBinder {
  func call(_ call: Call, at position: Int) throws(BindingError) -> BoundExpression {
    switch call.name.lowercased() {
    case "cast": return try cast(call, at: position)
    case "isof": return try isOf(call, at: position)
    default: break
    }
    guard let function = Function(named: call.name), call.arguments.allSatisfy({ $0.name == nil }) else {
      if case .navigation? = model.member(call.name, of: type) {
        return try member([MemberSegment(position: position, kind: .call(call))], at: position)
      }
      throw BindingError(position: position, kind: .unknownFunction(call.name))
    }
    var arguments: [BoundExpression] = []
    for argument in call.arguments { arguments.append(try value(argument.value)) }
    return try self.call(function, arguments, at: position)
  }

  private func call(
    _ function: Function, _ arguments: [BoundExpression], at position: Int
  ) throws(BindingError) -> BoundExpression {
    for signature in function.signatures {
      guard let converted = try self.converted(arguments, to: signature.parameters) else { continue }
      if function == .matchesPattern { try checkPattern(converted[1]) }
      return BoundExpression(
        position: position, type: .primitive(signature.result), kind: .call(function, converted))
    }
    let considered = function.signatures.map { $0.text(of: function) }
    throw BindingError(
      position: position, kind: .noSignature(function: function.rawValue, considered: considered))
  }

  private func converted(
    _ arguments: [BoundExpression], to types: [PrimitiveType]
  ) throws(BindingError) -> [BoundExpression]? {
    guard arguments.count == types.count else { return nil }
    var converted: [BoundExpression] = []
    for (argument, type) in zip(arguments, types) {
      guard let value = try Self.converted(argument, to: .primitive(type)) else { return nil }
      converted.append(value)
    }
    return converted
  }

  private func checkPattern(_ argument: BoundExpression) throws(BindingError) {
    guard case .string(let text)? = argument.constant, Pattern(text) == nil else { return }
    throw BindingError(position: argument.position, kind: .invalidPattern(text))
  }
}

// MARK: cast and isof

extension ExpressionBinder {
  private func cast(_ call: Call, at position: Int) throws(BindingError) -> BoundExpression {
    let (value, type) = try typeArguments(call, at: position)
    if case .structured(let structured) = type {
      guard case .member(var path) = value.kind else { throw unrelated(type, value, at: position) }
      try checkLine(structured, value, at: position)
      path.steps.append(.cast(structured))
      return BoundExpression(position: position, type: type, kind: .member(path))
    }
    guard value.isNull || Self.canCast(value.type, to: type) else {
      throw unrelated(type, value, at: position)
    }
    return BoundExpression(position: position, type: type, kind: .cast(value))
  }

  private func isOf(_ call: Call, at position: Int) throws(BindingError) -> BoundExpression {
    let (value, type) = try typeArguments(call, at: position)
    return .boolean(.isOf(value, type), at: position)
  }

  /// `(T)`, about the object itself, or `(x,T)`.
  private func typeArguments(
    _ call: Call, at position: Int
  ) throws(BindingError) -> (BoundExpression, ValueType) {
    guard let last = call.arguments.last, case .type(let name) = last.value.kind else {
      throw BindingError(position: position, kind: .unknownFunction(call.name))
    }
    guard let type = model.valueType(named: name) else {
      throw BindingError(position: last.value.position, kind: .unknownType(name))
    }
    guard call.arguments.count == 2 else {
      guard !hasOnlyComputed else {
        throw BindingError(position: position, kind: .notSupported(call.description))
      }
      let item = BoundExpression(
        position: position, type: .structured(self.type), kind: .member(MemberPath(root: .item)))
      return (item, type)
    }
    return (try value(call.arguments[0].value), type)
  }

  private func checkLine(
    _ type: StructuredType, _ value: BoundExpression, at position: Int
  ) throws(BindingError) {
    guard case .structured(let declared) = value.type, type.isKind(of: declared) || declared.isKind(of: type)
    else {
      throw unrelated(.structured(type), value, at: position)
    }
  }

  private func unrelated(_ type: ValueType, _ value: BoundExpression, at position: Int) -> BindingError {
    BindingError(position: position, kind: .unrelatedType(type.name, from: value.type.name))
  }

  /// Everything has a text and is read from one; numbers go to numbers, moments to their parts.
  private static func canCast(_ from: ValueType, to: ValueType) -> Bool {
    if from == to || to == .primitive(.string) { return from != .primitive(.stream) && !from.isStructured }
    switch (from, to) {
    case (.primitive(.string), .primitive(let type)): return type != .stream && type != .untyped
    case (.primitive(.string), .enumeration): return true
    case (.enumeration, .primitive(let type)): return type.isInteger
    case (.primitive(.dateTimeOffset), .primitive(let type)): return type == .date || type == .timeOfDay
    case (.primitive(.date), .primitive(.dateTimeOffset)): return true
    default: return from.isNumeric && to.isNumeric
    }
  }
}

extension ValueType {
  fileprivate var isStructured: Bool {
    if case .structured = self { true } else { false }
  }
}
