import GRDB
import GraphStore

/// The places without an owner that hold something, with all that lead to them: a model may let values contain each other
/// without end, and few of them are more than names.
struct PlacesInUse {
  /// Paths from the root: `hall/house/bells`, and with it `hall/house` and `hall`.
  private var paths: Set<String> = []

  init(_ transaction: WriteTransaction) throws {
    for table in transaction.schema.tables where try table.hasPlace && transaction.isThere(table) {
      let sql = "SELECT DISTINCT place FROM \(quoted(table.name)) WHERE owner IS NULL AND place IS NOT NULL"
      for place in try String.fetchAll(transaction.db, sql: sql) { add(place) }
    }
  }

  private mutating func add(_ place: String) {
    var path = place[...]
    while paths.insert(String(path)).inserted, let slash = path.lastIndex(of: "/") { path = path[..<slash] }
  }

  /// Whether something is there or below; of a place without a name that is not known here.
  func mayHold(_ place: ContainedPlace) -> Bool { place.name.map(paths.contains) ?? true }
}
