import GRDB
import OData

extension WriteTransaction {
  /// The rows of a place in a path, in order of creation. Where it depends on who asks which rows there are, or on a time, a
  /// read alone finds them: then there are none.
  ///
  /// - Parameters:
  ///   - parent: key of the object before; nil where that has no row.
  ///   - id: of one of them alone.
  package func entities(of source: RowSource, parent: Int64?, id: String? = nil) throws -> [Entity] {
    guard source.visibility == nil, source.window == nil, try areThere(source.relation) else { return [] }
    var source = source
    source.named = nil
    let key = parent.map(String.init) ?? "NULL"
    let conditions = source.conditions(parent: key) + (id == nil ? [] : ["t.id = ?"])
    let found =
      "SELECT t.key FROM \(source.fromSQL(parent: key))"
      + (conditions.isEmpty ? "" : " WHERE " + conditions.joined(separator: " AND "))
    let arguments: StatementArguments = id.map { [Guid.normalizedIdentifier($0)] } ?? []
    return try entities(source.table, where: "key IN (\(found))", arguments)
  }

  /// Links that nobody has made yet have no table, nor have values or objects that rows are found by.
  private func areThere(_ relation: RowSource.Relation) throws -> Bool {
    switch relation {
    case .link(let link), .inverseLink(let link): try isThere(link)
    case .shared(let shared): try shared.match.table.map(isThere) ?? true
    case .listed: false
    case .all, .unowned, .owned, .column, .referenced: true
    }
  }
}
