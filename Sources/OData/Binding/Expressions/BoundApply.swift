/// One transformation of `$apply` whose names are resolved.
package enum BoundApplyStep: Sendable {
  /// `filter(skuId eq …)`
  case filter(BoundExpression)
  /// `search(blue)`
  case search(BoundSearch)
  /// `compute(allottedUnits sub consumedUnits as availableUnits)`
  case compute([BoundComputation])
  /// `groupby((skuId),aggregate(allottedUnits with sum as total))`, or without keys `aggregate(…)` alone
  case group([GroupingKey], [BoundAggregate])
  /// `topcount(1,availableUnits)`
  case ranked(ApplyStep.Ranking, BoundExpression, by: BoundExpression)
  /// `orderby(availableUnits desc)`
  case orderBy([BoundOrder])
  /// `top(5)`
  case top(ItemCount)
  /// `skip(5)`
  case skip(ItemCount)
}

/// A value by which rows are put together: `allotment/skuId` under its names.
package struct GroupingKey: Sendable {
  package let path: [String]
  package let expression: BoundExpression

  /// The name under which later transformations know it.
  package var name: String { path.joined(separator: "/") }
}

/// One value of a group.
package struct BoundAggregate: Sendable {
  package let name: String
  package let method: AggregateItem.Method
  /// What is aggregated; nil for `$count`.
  package let expression: BoundExpression?
  package let type: ValueType
}

extension BoundApplyStep: CustomStringConvertible {
  package var description: String {
    switch self {
    case .filter(let predicate): "filter(\(predicate))"
    case .search(let search): "search(\(search))"
    case .compute(let items): "compute(\(joined(items)))"
    case .group(let keys, let items): "group((\(keys.map(\.name).joined(separator: ","))),\(joined(items)))"
    case .ranked(let ranking, let count, let value): "\(ranking.rawValue)(\(count),\(value))"
    case .orderBy(let items): "orderby(\(joined(items)))"
    case .top(let count): "top(\(count))"
    case .skip(let count): "skip(\(count))"
    }
  }
}

extension BoundAggregate: CustomStringConvertible {
  package var description: String {
    expression.map { "\($0) with \(method.rawValue) as \(name)" } ?? "\(method.rawValue) as \(name)"
  }
}
