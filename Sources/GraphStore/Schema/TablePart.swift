/// Tables, indexes and triggers that rules have beside the model's own tables, made together when something is first
/// written to one of them.
package struct TablePart: Sendable {
  let sql: [SQLText]
  /// The tables that it makes.
  let tables: [StandIn]
  /// Tables of the model with whose first row it is made.
  let companions: [String]
  /// Tables that its triggers and indexes are on, and that are made before it.
  let grounds: [String]

  /// - Parameters:
  ///   - sql: each text makes one table, index or trigger, or fills one of them.
  ///   - companions: tables of the model that are not to have a row before the triggers are there.
  package init(_ sql: [SQLText], with companions: [String] = []) {
    self.sql = sql
    tables = sql.compactMap(StandIn.init(creationSQL:))
    let own = Set(tables.map(\.name) + companions)
    var seen: Set<String> = []
    grounds = sql.compactMap(Self.ground).filter { !own.contains($0) && seen.insert($0).inserted }
    self.companions = companions
  }

  /// The table that an index or a trigger is on.
  private static func ground(_ sql: SQLText) -> String? {
    let words = sql.split(whereSeparator: { $0.isWhitespace || $0 == "(" })
    guard words.first == "CREATE", words.dropFirst().first != "TABLE",
      let place = words.firstIndex(of: "ON"), place + 1 < words.endIndex
    else { return nil }
    return String(words[place + 1])
  }

  /// Further indexes of a table are made with those that it has itself.
  func areIndexes(of table: String) -> Bool { tables.isEmpty && grounds == [table] }

  /// Whether a row of the table makes it.
  func isMade(with name: String) -> Bool {
    companions.contains(name) || tables.contains { $0.name == name }
  }

  /// All tables that are there once it is.
  var needed: [String] { grounds + companions + tables.map(\.name) }

  var creationSQL: [SQLText] { tables.map(\.removalSQL) + sql }
}

extension StandIn {
  /// Of what the text makes; nil where that is no table.
  fileprivate init?(creationSQL sql: SQLText) {
    guard sql.hasPrefix("CREATE TABLE "), let open = sql.firstIndex(of: "("),
      let close = sql.lastIndex(of: ")")
    else { return nil }
    let name = sql[..<open].dropFirst("CREATE TABLE ".count).filter { !$0.isWhitespace }
    let columns = Self.columns(sql[sql.index(after: open)..<close])
    // A view has none by itself.
    self.init(name: name, columns: columns + (sql.hasSuffix("WITHOUT ROWID") ? [] : ["rowid"]))
  }

  private static let constraints: Set<Substring> = ["PRIMARY", "UNIQUE", "CHECK", "FOREIGN", "CONSTRAINT"]

  /// The first word of each definition, but for those of the whole table.
  private static func columns(_ definitions: Substring) -> [String] {
    var depth = 0
    let parts = definitions.split { letter in
      if letter == "(" { depth += 1 }
      if letter == ")" { depth -= 1 }
      return letter == "," && depth == 0
    }
    return parts.compactMap { part in
      let word = part.split(whereSeparator: { $0.isWhitespace || $0 == "(" }).first
      return word.flatMap { constraints.contains($0) ? nil : String($0) }
    }
  }
}
