/// How tables are made that a database need not have, with all that comes with them.
struct TableMaking: Sendable {
  private let late: LateTables
  private let parts: [TablePart]
  private let views: [LateView]
  private let names: Set<String>
  /// What makes each view, by its name.
  private let viewSQL: [String: SQLText]

  init(_ schema: StoreSchema, _ parts: [TablePart], _ views: [StoreView]) {
    late = schema.late
    self.parts = parts
    self.views = views.compactMap { LateView($0, schema) }
    names = Set(parts.flatMap(\.tables).map(\.name))
    viewSQL = Dictionary(views.map { ($0.name, $0.creationSQL) }) { first, _ in first }
  }

  /// Of a database without them.
  func standInSQL(except there: Set<String>) -> [SQLText] {
    parts.flatMap(\.tables).filter { !there.contains($0.name) }.map(\.creationSQL)
      + views.filter { $0.sources.isDisjoint(with: there) }.map(\.standIn.creationSQL)
  }

  func isLate(_ view: StoreView) -> Bool { views.contains { $0.name == view.name } }

  func has(_ table: String) -> Bool { names.contains(table) || late.has(table) }

  /// The tables that have to be made so that some can be written to, those among them, but for those that are there.
  func tables(for names: Set<String>, besides there: Set<String>) -> [String] {
    names.sorted().reduce(into: []) { $0 += tables(for: $1, besides: there.union($0)) }
  }

  /// The same for one.
  func tables(for name: String, besides there: Set<String>) -> [String] {
    var found: [String] = []
    var waiting = [name]
    while let next = waiting.popLast() {
      guard has(next), !there.contains(next), !found.contains(next) else { continue }
      found.append(next)
      waiting += parts.filter { $0.isMade(with: next) }.flatMap(\.needed)
    }
    return found
  }

  /// What makes these tables in a database that has others.
  func creationSQL(of made: [String], besides there: Set<String>) -> [SQLText] {
    let new = Set(made)
    let ended = views.filter { !$0.sources.isDisjoint(with: new) && $0.sources.isDisjoint(with: there) }
    let parts = parts.filter { part in
      new.contains(where: part.isMade(with:)) && !part.tables.contains { there.contains($0.name) }
    }
    return made.flatMap { late.creationSQL($0) ?? [] } + parts.flatMap(\.creationSQL)
      + ended.flatMap { [$0.standIn.removalSQL, $0.creationSQL] } + ["ANALYZE sqlite_schema"]
  }

  // MARK: Indexes

  /// With so many rows a table gets its other indexes.
  static let fewRows = 16

  /// The indexes that a table of few rows has not.
  func growthSQL(of table: EntityTable) -> [SQLText] {
    let further = parts.filter { $0.areIndexes(of: table.name) }.flatMap(\.sql)
    return (table.growthSQL + further).map {
      $0.replacing(" INDEX ", with: " INDEX IF NOT EXISTS ", maxReplacements: 1)
    } + ["ANALYZE sqlite_schema"]
  }

  // MARK: Queries

  /// Those that a query may read: whose names are words of it, or of the views that it reads.
  func tables(in sql: SQLText) -> Set<String> {
    var found: Set<String> = []
    var waiting = Self.words(sql)
    while let name = waiting.popFirst() {
      guard found.insert(name).inserted, let text = viewSQL[name] else { continue }
      waiting.formUnion(Self.words(text).subtracting(found))
    }
    let sources = views.filter { found.contains($0.name) }.flatMap(\.sources)
    return found.union(sources).filter(has)
  }

  private static func words(_ sql: SQLText) -> Set<String> {
    Set(sql.split { !$0.isLetter && !$0.isNumber && !"_.".contains($0) }.map(String.init))
  }
}

/// A view that has no rows as long as tables are not there, and is a stand-in until then.
private struct LateView {
  let name: String
  let sources: Set<String>
  let creationSQL: SQLText
  let standIn: StandIn

  /// nil for a view that is whole from the beginning.
  init?(_ view: StoreView, _ schema: StoreSchema) {
    guard !view.sources.isEmpty else { return nil }
    (name, sources, creationSQL) = (view.name, Set(view.sources), view.creationSQL)
    standIn =
      schema.tables.first { $0.name == view.name }.map { StandIn(view: $0) }
      ?? schema.links.first { $0.name == view.name }.map { StandIn($0) }
      ?? StandIn(name: view.name, columns: view.columns)
  }
}
