import EntityModel
import GraphStore
import JSON

/// How a list is cut into pages (graph-platform 1.12).
struct PageRule: Sendable {
  /// Rows of a page as the request asks for them; nil when it does not.
  private var asked: Int?
  private let area: Area
  /// Most rows of a page.
  private let limit: Int
  /// `$top` where it limits all pages together.
  let total: Int?

  /// - Parameters:
  ///   - type: what the rows are.
  ///   - limits: those of the properties that the request shows or filters by.
  /// - Throws: `RequestFailure.pageSizeOutOfRange`
  init(_ top: Int?, of type: StructuredType, in area: Area, limits: [Int] = []) throws {
    self.area = area
    guard !type.traits.isUnpaged else {
      (asked, limit, total) = (Self.unpaged, Self.unpaged, nil)
      return
    }
    limit = ([area.largestPageSize] + limits).min() ?? area.largestPageSize
    if let top, !area.topIsTotal, limits.isEmpty || top < 1, !(1...area.largestPageSize).contains(top) {
      throw RequestFailure.pageSizeOutOfRange(text: String(top), limit: area.largestPageSize)
    }
    asked = top
    total = area.topIsTotal ? top : nil
  }

  /// Rows of one page; a request that does not say leaves it to the tenant's settings.
  func size(_ reader: Reader) throws -> Int {
    if let asked { return min(asked, limit) }
    let setting = try reader.settings?["pageSize"]?.intValue
    return min(setting ?? area.defaultPageSize, limit)
  }

  /// Rows of one page for a client that prefers at most so many; nil where lists are not cut.
  func size(preferred: Int) -> Int? { limit == Self.unpaged ? nil : min(preferred, asked ?? limit, limit) }

  /// More than any list has.
  private static let unpaged = 1_000_000_000
}
