package import EntityModel
package import GraphContract
import GraphStore
import JSON

/// How a list is cut into pages (graph-platform 1.12).
package struct PageRule: Sendable {
  /// Rows of a page as the request asks for them; nil when it does not.
  private var asked: Int?
  private let contract: Contract
  /// Most rows of a page.
  private let limit: Int
  /// `$top` where it limits all pages together.
  package private(set) var total: Int?
  /// A property of the rows has a limit of its own.
  private let hasOwnLimit: Bool

  /// For a request without `$top`.
  ///
  /// - Parameters:
  ///   - type: what the rows are.
  ///   - limits: those of the properties that the request shows or filters by.
  package init(of type: StructuredType, in contract: Contract, limits: [Int] = []) {
    self.contract = contract
    hasOwnLimit = !limits.isEmpty
    let largest = contract.conventions.largestPageSize
    limit = type.traits.isUnpaged ? Self.unpaged : ([largest] + limits).min() ?? largest
    asked = type.traits.isUnpaged ? Self.unpaged : nil
  }

  /// For a request with that `$top`.
  ///
  /// - Throws: `QueryFailure.pageSizeOutOfRange`
  package func asking(_ top: Int?) throws -> PageRule {
    guard let top, limit != Self.unpaged else { return self }
    let largest = contract.conventions.largestPageSize
    if contract.conventions.top == .pageSize, !hasOwnLimit || top < 1, !(1...largest).contains(top) {
      throw QueryFailure.pageSizeOutOfRange(text: String(top), limit: largest)
    }
    var rule = self
    rule.asked = top
    rule.total = contract.conventions.top == .total ? top : nil
    return rule
  }

  /// Rows of one page.
  ///
  /// - Parameter configured: what the tenant's settings say; it counts for a request that does not say.
  package func size(configured: Int?) -> Int {
    min(asked ?? configured ?? contract.conventions.defaultPageSize, limit)
  }

  /// Rows of one page for a client that prefers at most so many; nil where lists are not cut.
  package func size(preferred: Int) -> Int? {
    limit == Self.unpaged ? nil : min(preferred, asked ?? limit, limit)
  }

  /// More than any list has.
  private static let unpaged = 1_000_000_000
}
