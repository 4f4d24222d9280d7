import EntityModel
import OData

extension ExpressionComposer {
  mutating func call(_ function: Function, _ operands: [BoundExpression]) -> SQLText {
    switch function {
    case .contains: return "(instr(\(folded(operands[0])), \(folded(operands[1]))) > 0)"
    case .startswith: return startsWith(operands[0], operands[1])
    case .endswith: return endsWith(operands[0], operands[1])
    case .indexof: return "(instr(\(folded(operands[0])), \(folded(operands[1]))) - 1)"
    case .matchesPattern: return "matches(\(value(operands[0])), \(pattern(operands[1])))"
    case .tolower: return folded(operands[0])
    case .toupper: return "uppercase(\(value(operands[0])))"
    case .concat: return "(\(value(operands[0])) || \(value(operands[1])))"
    case .trim: return "trim(\(value(operands[0])), ' ' || char(9, 10, 11, 12, 13, 160))"
    case .length: return "length(\(value(operands[0])))"
    case .substring: return substring(operands)
    case .now: return arguments.bind(moment: context.now)
    case .mindatetime: return "0"
    case .maxdatetime: return "\(Ticks.lastMoment)"
    default: return partOf(function, value(operands[0]))
    }
  }

  /// Functions of one number or time.
  private func partOf(_ function: Function, _ value: SQLText) -> SQLText {
    switch function {
    case .year: "calendar('year', \(value))"
    case .month: "calendar('month', \(value))"
    case .day: "calendar('day', \(value))"
    case .hour: "(\(value) / \(3600 * Ticks.second) % 24)"
    case .minute: "(\(value) / \(60 * Ticks.second) % 60)"
    case .second: "(\(value) / \(Ticks.second) % 60)"
    case .fractionalseconds: "(\(value) % \(Ticks.second) / \(Ticks.second).0)"
    case .totalseconds: "(\(value) / \(Ticks.second).0)"
    case .date: "(\(value) / \(Ticks.day) * \(Ticks.day))"
    case .time: "(\(value) % \(Ticks.day))"
    // Stored times are in UTC.
    case .totaloffsetminutes: "(\(value) * 0)"
    case .round: "round(\(value))"
    case .floor: "floor(\(value))"
    case .ceiling: "ceiling(\(value))"
    default: value
    }
  }

  // MARK: texts

  private mutating func pattern(_ expression: BoundExpression) -> SQLText {
    if case .string? = expression.constant { bind(expression, as: .pattern) } else { value(expression) }
  }

  /// A range of the index where there is one: `t."name_folded" >= 'ad' AND t."name_folded" < 'ae'`.
  private mutating func startsWith(_ text: BoundExpression, _ prefix: BoundExpression) -> SQLText {
    if case .leaf(let leaf) = sample(text), leaf.isExact {
      let (whole, prefix) = (value(text), value(prefix))
      return "(substr(\(whole), 1, length(\(prefix))) = \(prefix))"
    }
    guard let constant = prefix.constant, case .string = constant else {
      let (whole, prefix) = (folded(text), folded(prefix))
      return "(substr(\(whole), 1, length(\(prefix))) = \(prefix))"
    }
    let whole = folded(text)
    if case .leaf(let leaf) = sample(text), leaf.foldedColumn != nil {
      if ConstantForm.endOfPrefix.value(constant) != nil {
        let (start, end) = (folded(prefix), bind(prefix, as: .endOfPrefix))
        return "(\(whole) >= \(start) AND \(whole) < \(end))"
      }
      arguments.servesOneQuery = true
    }
    return "(substr(\(whole), 1, \(bind(prefix, as: .foldedLength))) = \(folded(prefix)))"
  }

  private mutating func endsWith(_ text: BoundExpression, _ suffix: BoundExpression) -> SQLText {
    let whole = folded(text)
    guard case .string(let constant)? = suffix.constant else {
      let suffix = folded(suffix)
      return "CASE length(\(suffix)) WHEN 0 THEN length(\(whole)) >= 0"
        + " ELSE substr(\(whole), -length(\(suffix))) = \(suffix) END"
    }
    guard !constant.isEmpty else { return "(length(\(whole)) >= 0)" }
    return "(substr(\(whole), -\(bind(suffix, as: .foldedLength))) = \(folded(suffix)))"
  }

  /// SQLite counts from 1, and from the end where the number is negative.
  private mutating func substring(_ operands: [BoundExpression]) -> SQLText {
    let text = value(operands[0])
    let start = "max(\(value(operands[1])), 0) + 1"
    guard operands.count > 2 else { return "substr(\(text), \(start))" }
    return "substr(\(text), \(start), max(\(value(operands[2])), 0))"
  }

  // MARK: cast

  /// A value that cannot be one of the type becomes null (OData URL Conventions 4.01, section 5.1.1.10.1).
  mutating func cast(_ operand: BoundExpression, to type: ValueType) -> SQLText {
    if operand.type == type || operand.isNull { return value(operand) }
    switch (operand.type, type) {
    case (_, .primitive(.string)): return text(operand)
    case (.primitive(.string), .enumeration): return value(Leaf(sql: value(operand), type: type))
    case (.primitive(.dateTimeOffset), .primitive(.date)): return partOf(.date, value(operand))
    case (.primitive(.dateTimeOffset), .primitive(.timeOfDay)): return partOf(.time, value(operand))
    case (.primitive(.date), .primitive(.dateTimeOffset)): return value(operand)
    case (_, .primitive(let primitive)): return "convert(\(value(operand)), \(literal(primitive.rawValue)))"
    default: return "NULL"
    }
  }

  /// The value as OData writes it.
  mutating func text(_ operand: BoundExpression) -> SQLText {
    if case .constant(.enumeration) = operand.kind { return bind(operand, as: .names) }
    if let leaf = storedText(operand) { return leaf }
    switch operand.type {
    case .primitive(.boolean): return "CASE \(truth(operand)) WHEN 1 THEN 'true' WHEN 0 THEN 'false' END"
    case .primitive(let type) where type.isTemporal:
      return "temporal(\(value(operand)), \(literal(type.rawValue)))"
    case .primitive(let type) where type.numericRank != nil: return "CAST(\(value(operand)) AS TEXT)"
    default: return value(operand)
    }
  }

  /// Times and members are stored as the texts that they are sent as.
  private mutating func storedText(_ operand: BoundExpression) -> SQLText? {
    guard case .leaf(let leaf) = sample(operand) else { return nil }
    let sql: SQLText =
      if case .member(let path) = operand.kind { self.leaf(path, type: operand.type).sql } else { leaf.sql }
    switch operand.type {
    case .enumeration where leaf.isCamelCased: return "camel(\(sql))"
    case .enumeration: return sql
    case .primitive(let type) where type.isTemporal: return sql
    default: return nil
    }
  }

  /// The value in its stored form.
  mutating func stored(_ expression: BoundExpression) -> SQLText {
    switch expression.type {
    case .enumeration: text(expression)
    case .primitive(let type) where type.isTemporal: text(expression)
    default: value(expression)
    }
  }

  /// The value as JSON text.
  mutating func json(_ expression: BoundExpression) -> SQLText {
    Leaf(sql: stored(expression), type: expression.type).json
  }
}

extension Leaf {
  /// The value as JSON text.
  var json: SQLText {
    type.isBoolean
      ? "CASE \(sql) WHEN 1 THEN 'true' WHEN 0 THEN 'false' ELSE 'null' END" : "json_quote(\(sql))"
  }
}
