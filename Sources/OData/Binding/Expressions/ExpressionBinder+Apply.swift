import EntityModel

extension ExpressionBinder {
  /// The transformations of `$apply`, each about what the one before leaves.
  ///
  /// What this binder binds afterwards is about the result: `$filter` and `$orderby` become further steps.
  package mutating func apply(_ steps: [ApplyStep]) throws(BindingError) -> [BoundApplyStep] {
    var bound: [BoundApplyStep] = []
    for step in steps {
      if let step = try apply(step) { bound.append(step) }
    }
    return bound
  }

  private mutating func apply(_ step: ApplyStep) throws(BindingError) -> BoundApplyStep? {
    switch step.kind {
    case .filter(let predicate): return .filter(try filter(predicate))
    case .search(let expression):
      guard !hasOnlyComputed else { throw unsupported(step) }
      return .search(try search(expression, as: .text))
    case .compute(let items): return .compute(try compute(items))
    case .aggregate(let items): return try group([], items, at: step.position)
    case .groupBy(let paths, let steps): return try group(paths, steps, of: step)
    case .ranked(let ranking, let count, let value): return try ranked(ranking, count, value, step)
    case .orderBy(let items): return .orderBy(try orderBy(items))
    case .top(let count): return .top(count)
    case .skip(let count): return .skip(count)
    case .identity: return nil
    case .concat: throw unsupported(step)
    }
  }

  private func unsupported(_ step: ApplyStep) -> BindingError {
    BindingError(position: step.position, kind: .notSupported(step.description))
  }

  private func ranked(
    _ ranking: ApplyStep.Ranking, _ count: Expression, _ value: Expression, _ step: ApplyStep
  ) throws(BindingError) -> BoundApplyStep {
    let count = try self.value(count)
    let value = try self.value(value)
    let needsNumber = ranking != .topCount && ranking != .bottomCount
    guard count.type.isNumeric, count.constant != nil, value.type.isOrdered,
      !needsNumber || value.type.isNumeric
    else {
      throw unsupported(step)
    }
    return .ranked(ranking, count, by: value)
  }

  // MARK: groups

  private mutating func group(
    _ paths: [[MemberSegment]], _ steps: [ApplyStep], of step: ApplyStep
  ) throws(BindingError) -> BoundApplyStep {
    switch steps.first?.kind {
    case nil: return try group(paths, [], at: step.position)
    case .aggregate(let items) where steps.count == 1: return try group(paths, items, at: step.position)
    default: throw unsupported(step)
    }
  }

  /// From here on only the keys and the aggregates are left.
  private mutating func group(
    _ paths: [[MemberSegment]], _ items: [AggregateItem], at position: Int
  ) throws(BindingError) -> BoundApplyStep {
    var keys: [GroupingKey] = []
    for path in paths { keys.append(try key(path)) }
    var aggregates: [BoundAggregate] = []
    for item in items { aggregates.append(try aggregate(item)) }
    hasOnlyComputed = true
    computed = [:]
    for key in keys { try define(key.name, key.expression.type, at: key.expression.position) }
    for (aggregate, item) in zip(aggregates, items) {
      try define(aggregate.name, aggregate.type, at: item.expression.position)
    }
    return .group(keys, aggregates)
  }

  private func key(_ segments: [MemberSegment]) throws(BindingError) -> GroupingKey {
    let position = segments.first?.position ?? 0
    let bound = try member(segments, at: position)
    guard bound.type.isOrdered else { throw BindingError(position: position, kind: .notOrderable) }
    switch bound.kind {
    case .member(let path): return GroupingKey(path: path.memberNames, expression: bound)
    case .computed(let name): return GroupingKey(path: [name], expression: bound)
    default: throw BindingError(position: position, kind: .notSupported(bound.description))
    }
  }

  private func aggregate(_ item: AggregateItem) throws(BindingError) -> BoundAggregate {
    guard item.method != .count else { return try countAggregate(item) }
    let bound = try value(item.expression)
    guard let type = Self.type(of: item.method, over: bound.type) else {
      throw BindingError(
        position: item.expression.position,
        kind: .noSignature(
          function: item.method.rawValue, considered: ["\(item.method.rawValue)(Edm.Decimal Nullable=true)"]))
    }
    return BoundAggregate(name: item.alias, method: item.method, expression: bound, type: type)
  }

  /// `$count as n`
  private func countAggregate(_ item: AggregateItem) throws(BindingError) -> BoundAggregate {
    guard case .path(let segments) = item.expression.kind, segments.count == 1 else {
      throw BindingError(position: item.expression.position, kind: .notSupported(item.description))
    }
    return BoundAggregate(name: item.alias, method: .count, expression: nil, type: .primitive(.int64))
  }

  private static func type(of method: AggregateItem.Method, over type: ValueType) -> ValueType? {
    switch method {
    case .count, .countDistinct: type.isOrdered ? .primitive(.int64) : nil
    case .min, .max: type.primitive != nil && type.isOrdered ? type : nil
    case .average: type.isNumeric ? .primitive(.decimal) : nil
    case .sum: type.isNumeric ? (type.primitive?.isInteger == true ? .primitive(.int64) : type) : nil
    }
  }
}
