/// A reference followed from row to row, each row nested in the one before: `$expand=manager($levels=max)`.
///
/// One recursive query yields the whole chain; its length is bounded, and a row that was met before ends it.
package struct ChainStatement {
  package let source: RowSource
  /// Name of the member that holds the next row.
  package let name: String
  /// Most rows.
  package let levels: Int

  package init(source: RowSource, name: String, levels: Int) {
    self.source = source
    self.name = name
    self.levels = levels
  }

  /// The chain as one JSON object, NULL when there is no first row.
  ///
  /// - Parameters:
  ///   - alias: what the table is called where a row is rendered.
  ///   - item: SQL for the JSON text of one row without its next.
  package func sql(alias: String, parent: SQLText, item: SQLText) -> SQLText {
    let (chain, row) = (alias + "c", alias + "n")
    let first = source.conditions(alias: row, parent: parent)
    let further = source.besideItsParent
    let next =
      further.conditions(alias: row, parent: "\(chain).key")
      + ["\(chain).depth < \(levels)", "instr(\(chain).met, ',' || \(row).key || ',') = 0"]
    let rows = """
      WITH RECURSIVE \(chain)(key, depth, met) AS (
      SELECT \(row).key, 1, ',' || \(row).key || ',' FROM \(source.fromSQL(alias: row, parent: parent)) WHERE \(and(first))
      UNION ALL
      SELECT \(row).key, \(chain).depth + 1, \(chain).met || \(row).key || ',' FROM \(chain), \(further.fromSQL(alias: row, parent: "\(chain).key"))
      WHERE \(and(next)))
      """
    let items =
      "SELECT \(item) AS r FROM \(chain), \(quoted(source.table.name)) \(alias)"
      + " WHERE \(alias).key = \(chain).key ORDER BY \(chain).depth"
    return "(\(rows) SELECT \(nested) FROM (\(items)))"
  }

  private func and(_ conditions: [SQLText]) -> SQLText { conditions.joined(separator: " AND ") }

  /// Each object without its brace, then the next as its member; the braces at the end. An object without members
  /// needs no comma.
  private var nested: SQLText {
    let member = literal("\"\(name)\":")
    let open = "CASE r WHEN '{}' THEN '{' ELSE substr(r, 1, length(r) - 1) || ',' END"
    let closed = "replace(hex(zeroblob(count(*))), '00', '}')"
    // At the bound the last object says nothing of the next.
    return "CASE WHEN count(*) = \(levels) THEN rtrim(group_concat(\(open), \(member)), ',')"
      + " ELSE group_concat(\(open), \(member)) || \(member) || 'null' END || \(closed)"
  }
}
