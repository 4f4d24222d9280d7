import OData

/// The queries that follow a grouping, each over the one before; all of their rows have a `position`.
struct AppliedGroups {
  /// What the rows of the query before are called in the next.
  private let alias: String
  private var steps: [SQLText] = []
  private var members: [GroupMember] = []

  init(alias: String) { self.alias = alias }

  var names: [String] { members.map { $0.path.joined(separator: "/") } }

  /// The members as what names stand for, by name in lower case.
  var columns: [String: Leaf] {
    let leaves = members.map { member in
      (member.path.joined(separator: "/").lowercased(), member.leaf(alias))
    }
    return Dictionary(leaves) { first, _ in first }
  }

  var lastName: String? { steps.isEmpty ? nil : "s\(steps.count)" }

  var sql: SQLText {
    let queries = steps.enumerated().map { "s\($0.offset + 1) AS (\($0.element))" }.joined(separator: ", ")
    let json = GroupMember.objectSQL(members, depth: 0, alias: alias)
    return "WITH \(queries) SELECT \(json) FROM \(lastName ?? "") \(alias) ORDER BY \(alias).position"
  }

  /// A query that makes groups of what was there before.
  mutating func add(_ text: SQLText, _ members: [GroupMember]) {
    steps.append(text)
    self.members = members
  }

  mutating func restrict(to condition: SQLText) {
    steps.append("SELECT \(alias).* FROM \(previous) WHERE \(condition)")
  }

  mutating func extend(_ name: String, _ value: SQLText, _ type: ValueType) {
    let member = GroupMember(path: [name], column: "c\(members.count + 1)", type: type)
    steps.append("SELECT \(alias).*, \(value) AS \(member.column) FROM \(previous)")
    members.append(member)
  }

  mutating func sort(_ orders: [SelectStatement.Order]) {
    let keys = (orders.map(\.text) + ["\(alias).position"]).joined(separator: ", ")
    let columns =
      members.map { "\(alias).\($0.column)" } + ["row_number() OVER (ORDER BY \(keys)) AS position"]
    steps.append("SELECT \(columns.joined(separator: ", ")) FROM \(previous)")
  }

  mutating func limit(_ limit: SQLText) {
    steps.append("SELECT \(alias).* FROM \(previous) ORDER BY \(alias).position \(limit)")
  }

  mutating func rank(_ ranking: ApplyStep.Ranking, _ count: SQLText, _ key: SelectStatement.Order) {
    guard let condition = ranking.condition(count) else {
      sort([key])
      return limit("LIMIT max(CAST(\(count) AS INTEGER), 0)")
    }
    steps.append(
      "SELECT \(alias).*, \(ranking.runningColumns(key, "\(alias).position")) FROM \(previous)")
    restrict(to: condition)
    sort([])
  }

  private var previous: SQLText { "\(lastName ?? "") \(alias)" }
}

/// A member of the objects that a grouping makes.
struct GroupMember {
  /// `["allotment", "skuId"]`: members of members keep their place.
  let path: [String]
  let column: String
  let type: ValueType

  /// The members as the text of one JSON object.
  static func objectSQL(_ members: [GroupMember], depth: Int, alias: String) -> SQLText {
    var parts: [SQLText] = []
    var written: Set<String> = []
    for member in members where written.insert(member.path[depth]).inserted {
      let same = members.filter { $0.path[depth] == member.path[depth] }
      let value =
        member.path.count == depth + 1
        ? member.leaf(alias).json : objectSQL(same, depth: depth + 1, alias: alias)
      parts.append("\(literal("\"\(member.path[depth])\":")) || \(value)")
    }
    return parts.isEmpty ? "'{}'" : "'{' || \(parts.joined(separator: " || ',' || ")) || '}'"
  }

  func leaf(_ alias: String) -> Leaf { Leaf(sql: "\(alias).\(column)", type: type) }
}

/// The columns of a query that makes groups, while it is written.
struct GroupColumns {
  private(set) var members: [GroupMember] = []
  private var expressions: [SQLText] = []
  /// By number: a column of the rows may have the same name.
  private var keys: [SQLText] = []

  mutating func add(_ path: [String], _ sql: SQLText, _ type: ValueType, isKey: Bool = false) {
    let column = "c\(members.count + 1)"
    members.append(GroupMember(path: path, column: column, type: type))
    expressions.append("\(sql) AS \(column)")
    if isKey { keys.append(String(members.count)) }
  }

  /// Groups stand where their first row stood.
  func selectSQL(from: SQLText, position: SQLText) -> SQLText {
    let columns = (expressions + ["min(\(position)) AS position"]).joined(separator: ", ")
    return "SELECT \(columns) FROM \(from)\(keys.isEmpty ? "" : " GROUP BY \(keys.joined(separator: ", "))")"
  }
}
