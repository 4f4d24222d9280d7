import OData

@testable import GraphStore

/// Says what an expression is for one person, as the specification's prose has it: slowly, and without SQL.
struct PlainEvaluator {
  let world: PlainWorld
  let now: Int64
  /// What names without a variable are looked up in.
  var item: PlainValue
  var variables: [String: PlainValue] = [:]

  /// Something that the generator does not make.
  struct Unknown: Error {
    let text: String
  }

  func value(_ expression: Expression) throws -> PlainValue {
    switch expression.kind {
    case .literal(let literal): return try constant(literal)
    case .path(let segments): return try path(segments)
    case .call(let call): return try self.call(call)
    case .conditional(let branches):
      for branch in branches {
        if case .boolean(true) = try value(branch.condition) { return try value(branch.value) }
      }
      return .null
    case .unary(.not, let operand):
      guard case .boolean(let value) = try value(operand) else { return .null }
      return .boolean(!value)
    case .unary(.negate, let operand): return try negated(value(operand))
    case .binary(let name, let left, let right): return try binary(name, left, right)
    case .list(let items): return .list(try items.map(value))
    case .array, .object, .type: throw Unknown(text: expression.description)
    }
  }

  private func constant(_ literal: Literal) throws -> PlainValue {
    switch literal {
    case .null: return .null
    case .boolean(let value): return .boolean(value)
    case .string(let text): return .text(text)
    case .guid(let text): return .guid(text.lowercased())
    case .integer(let text): return .integer(Int64(text) ?? 0)
    case .decimal(let text), .double(let text): return .real(Double(text) ?? 0)
    case .date(let text): return .date(Ticks.date(text) ?? 0)
    case .dateTimeOffset(let text): return .ticks(Ticks.moment(text) ?? 0)
    case .timeOfDay(let text): return .ticks(Ticks.timeOfDay(text) ?? 0)
    case .duration(let text): return .ticks(ISODuration.ticks(text) ?? 0)
    case .enumeration, .binary, .spatial: throw Unknown(text: literal.description)
    }
  }

  private func negated(_ value: PlainValue) throws -> PlainValue {
    switch value {
    case .integer(let number): .integer(-number)
    case .real(let number): .real(-number)
    case .ticks(let number): .ticks(-number)
    default: .null
    }
  }

  // MARK: paths

  private func path(_ segments: [MemberSegment]) throws -> PlainValue {
    var current = item
    for segment in segments {
      switch segment.kind {
      case .it: current = item
      case .variable(let name): current = variables[name] ?? .null
      case .name(let name): current = member(name, of: current)
      case .cast: break
      case .any(let lambda): return .boolean(try elements(current).contains { try holds(lambda, $0) })
      case .all(let lambda): return .boolean(try elements(current).allSatisfy { try holds(lambda, $0) })
      case .count: return .integer(Int64(elements(current).count))
      case .filter(let predicate): current = .list(try elements(current).filter { try holds(predicate, $0) })
      default: throw Unknown(text: segment.description)
      }
    }
    return current
  }

  private func elements(_ value: PlainValue) -> [PlainValue] {
    if case .list(let elements) = value { elements } else { [] }
  }

  private func holds(_ lambda: Lambda?, _ element: PlainValue) throws -> Bool {
    guard let lambda else { return true }
    var inner = self
    inner.variables[lambda.variable] = element
    guard case .boolean(true) = try inner.value(lambda.predicate) else { return false }
    return true
  }

  private func holds(_ predicate: Expression, _ element: PlainValue) throws -> Bool {
    guard case .boolean(true) = try PlainEvaluator(world: world, now: now, item: element).value(predicate)
    else {
      return false
    }
    return true
  }

  private func member(_ name: String, of value: PlainValue) -> PlainValue {
    switch value {
    case .complex(let members): return members[name] ?? .null
    case .person(let index): return member(name, ofPerson: index)
    default: return .null
    }
  }

  private func member(_ name: String, ofPerson index: Int) -> PlainValue {
    let person = world.people[index]
    switch name {
    case "id": return .identifier(person.id)
    case "manager": return person.manager.map { existing($0) } ?? .null
    case "friends": return .list(person.friends.map { existing($0) }.filter { !$0.isNull })
    case "reports":
      let all = world.people.indices.filter { world.people[$0].manager == index }
      return .list(all.map { existing($0) }.filter { !$0.isNull })
    default: return person.members[name] ?? .null
    }
  }

  private func existing(_ index: Int) -> PlainValue { world.people[index].isDeleted ? .null : .person(index) }
}
