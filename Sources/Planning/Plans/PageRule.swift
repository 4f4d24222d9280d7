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
  package let total: Int?

  /// - Parameters:
  ///   - type: what the rows are.
  ///   - limits: those of the properties that the request shows or filters by.
  /// - Throws: `QueryFailure.pageSizeOutOfRange`
  package init(_ top: Int?, of type: StructuredType, in contract: Contract, limits: [Int] = []) throws {
    self.contract = contract
    guard !type.traits.isUnpaged else {
      (asked, limit, total) = (Self.unpaged, Self.unpaged, nil)
      return
    }
    limit = ([contract.conventions.largestPageSize] + limits).min() ?? contract.conventions.largestPageSize
    if let top, !contract.conventions.topIsTotal, limits.isEmpty || top < 1,
      !(1...contract.conventions.largestPageSize).contains(top)
    {
      throw QueryFailure.pageSizeOutOfRange(text: String(top), limit: contract.conventions.largestPageSize)
    }
    asked = top
    total = contract.conventions.topIsTotal ? top : nil
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
