/// One transformation of `$apply`: `groupby((skuId),aggregate(allottedUnits with sum as total))`.
package struct ApplyStep: Sendable {
  package let position: Int
  package let kind: Kind

  package init(position: Int, kind: Kind) {
    self.position = position
    self.kind = kind
  }

  package indirect enum Kind: Sendable, Equatable {
    /// `filter(a eq 1)`
    case filter(Expression)
    /// `search(blue)`
    case search(SearchExpression)
    /// `compute(a sub b as c)`
    case compute([ComputeItem])
    /// `aggregate($count as n)`
    case aggregate([AggregateItem])
    /// `groupby((a,b),aggregate(…))`; without a second argument there are no steps
    case groupBy([[MemberSegment]], [ApplyStep])
    /// `topcount(1,a)`
    case ranked(Ranking, Expression, by: Expression)
    /// `orderby(a desc)`
    case orderBy([OrderByItem])
    /// `top(5)`
    case top(ItemCount)
    /// `skip(5)`
    case skip(ItemCount)
    /// `identity`
    case identity
    /// `concat(aggregate(…),topcount(…))`
    case concat([[ApplyStep]])
  }

  /// The transformations that keep the rows with the greatest or least values.
  package enum Ranking: String, Sendable, Equatable, CaseIterable {
    case topCount = "topcount"
    case bottomCount = "bottomcount"
    case topSum = "topsum"
    case bottomSum = "bottomsum"
    case topPercent = "toppercent"
    case bottomPercent = "bottompercent"
  }
}

/// One value of `aggregate`: `allottedUnits with sum as total`, `$count as n`.
package struct AggregateItem: Sendable, Equatable {
  /// What is aggregated: a path that ends in `$count` for the method `count`.
  package let expression: Expression
  package let method: Method
  package let alias: String

  package enum Method: String, Sendable, Equatable, CaseIterable {
    case sum, min, max, average
    case countDistinct = "countdistinct"
    /// `$count`, which has no `with`
    case count = "$count"
  }
}

extension ApplyStep: Equatable {
  package static func == (one: ApplyStep, other: ApplyStep) -> Bool { one.kind == other.kind }
}

extension ApplyStep: CustomStringConvertible {
  package var description: String {
    switch kind {
    case .filter(let predicate): "filter(\(predicate))"
    case .search(let search): "search(\(search))"
    case .compute(let items): "compute(\(joined(items)))"
    case .aggregate(let items): "aggregate(\(joined(items)))"
    case .groupBy(let paths, let steps): Self.grouping(paths, steps)
    case .ranked(let ranking, let count, let value): "\(ranking.rawValue)(\(count),\(value))"
    case .orderBy(let items): "orderby(\(joined(items)))"
    case .top(let count): "top(\(count))"
    case .skip(let count): "skip(\(count))"
    case .identity: "identity"
    case .concat(let chains): "concat(\(chains.map { joined($0, by: "/") }.joined(separator: ",")))"
    }
  }

  private static func grouping(_ paths: [[MemberSegment]], _ steps: [ApplyStep]) -> String {
    let keys = paths.map { joined($0, by: "/") }.joined(separator: ",")
    return steps.isEmpty ? "groupby((\(keys)))" : "groupby((\(keys)),\(joined(steps, by: "/")))"
  }
}

extension AggregateItem: CustomStringConvertible {
  package var description: String {
    method == .count ? "\(expression) as \(alias)" : "\(expression) with \(method.rawValue) as \(alias)"
  }
}
