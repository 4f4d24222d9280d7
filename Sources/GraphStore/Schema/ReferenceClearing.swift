/// Finds where keys of a table's rows may stand: by the table, without a look at any other.
struct ReferenceClearing: Sendable {
  /// What takes every reference of one column or link table to a row away; `?1` is the row's key.
  struct Statement: Sendable {
    let sql: SQLText
    /// Where the references stand.
    let table: String
  }

  private var links: [String?: [Statement]] = [:]
  private var columns: [String?: [Statement]] = [:]
  private var known: Set<String> = []

  /// What has to run when a row of the table goes: links first.
  func statements(for table: String) -> [Statement] {
    [links[table], links[nil], columns[table], columns[nil]].flatMap { $0 ?? [] }
  }

  /// - Parameters:
  ///   - source: the table of the objects that have the links; nil: any.
  ///   - target: the table of those that they lead to; nil: any.
  mutating func add(_ link: LinkTable, source: String?, target: String?) {
    func add(_ columns: [String], for table: String?) {
      let condition = columns.map { "\($0) = ?1" }.joined(separator: " OR ")
      links[table, default: []].append(
        Statement(sql: "DELETE FROM \(quoted(link.name)) WHERE \(condition)", table: link.name))
    }
    if source == target { return add(["source", "target"], for: source) }
    switch (source, target) {
    case (let source?, let target?):
      add(["source"], for: source)
      add(["target"], for: target)
    // One statement for all tables sees both ends.
    case (nil, _), (_, nil): add(["source", "target"], for: nil)
    }
  }

  /// - Parameter target: the table of what the references lead to; nil: any.
  mutating func add(column: String, of table: EntityTable, to target: String?) {
    // Several types of a table may declare the same reference.
    guard !table.isView, known.insert("\(table.name)/\(column)/\(target ?? "")").inserted else { return }
    let name = quoted(column)
    columns[target, default: []].append(
      Statement(
        sql: "UPDATE \(quoted(table.name)) SET \(name) = NULL WHERE \(name) = ?1", table: table.name))
  }
}
