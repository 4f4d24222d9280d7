import GRDB
import GraphStore
import JSON
import OData

/// What happens by itself when the tenant's clock passes a moment.
///
/// Table `accessPackageTransition`: `moment` (ticks), `kind`, `object` (key of the request or assignment).
enum ScheduledTransitions {
  enum Kind: String {
    /// A request that was taken goes on: what it asks for happens before the next request is answered.
    case request
    /// The start of a scheduled request.
    case start
    case nearExpiry
    case end
    case approvalTimeout
    /// Others may decide a stage too.
    case escalation

    var isOfRequests: Bool {
      switch self {
      case .request, .start, .approvalTimeout, .escalation: true
      case .nearExpiry, .end: false
      }
    }
  }

  /// One of them.
  struct Transition {
    let kind: Kind
    /// Key of the request or assignment.
    let object: Int64
    let moment: Moment
  }

  static let part = TablePart([
    "CREATE TABLE accessPackageTransition (moment INTEGER NOT NULL, kind TEXT NOT NULL, object INTEGER NOT NULL)",
    "CREATE INDEX accessPackageTransition_moment ON accessPackageTransition (moment)",
    "CREATE INDEX accessPackageTransition_object ON accessPackageTransition (object)",
  ])
  private static let table = "accessPackageTransition"

  static func add(_ kind: Kind, _ object: Int64, at moment: Moment, _ transaction: WriteTransaction) throws {
    try transaction.run(
      "INSERT INTO accessPackageTransition VALUES (?, ?, ?)", addingTo: table,
      [moment.ticks, kind.rawValue, object])
  }

  static func forget(_ object: Int64, _ transaction: WriteTransaction) throws {
    try transaction.run(
      "DELETE FROM accessPackageTransition WHERE object = ?", changing: table, [object])
  }

  /// Notes the end of a delivered assignment, and nothing for any other.
  static func schedule(_ assignment: Entity, _ transaction: WriteTransaction) throws {
    try forget(assignment.key, transaction)
    guard assignment.string("assignmentState") == "Delivered",
      let end = AssignmentSchedule(assignment.properties["schedule"], policy: nil, now: transaction.moment)
        .end
    else { return }
    if assignment.string("assignmentStatus") == "Delivered" {
      try add(.nearExpiry, assignment.key, at: end.adding(atMost: -Ticks.day), transaction)
    }
    try add(.end, assignment.key, at: end, transaction)
  }

  /// What waits for an object, in the order in which it will happen.
  static func all(of object: Int64, _ transaction: WriteTransaction) throws -> [Transition] {
    let sql = "SELECT moment, kind FROM accessPackageTransition WHERE object = ? ORDER BY moment, rowid"
    return try Row.fetchAll(transaction.db.cachedStatement(sql: sql), arguments: [object]).compactMap { row in
      Kind(rawValue: row[1]).map {
        Transition(kind: $0, object: object, moment: Moment(ticks: row[0]) ?? .first)
      }
    }
  }

  /// The earliest whose moment has come, taken out of the table.
  static func next(_ transaction: WriteTransaction) throws -> Transition? {
    let sql =
      "SELECT rowid, moment, kind, object FROM accessPackageTransition WHERE moment <= ? ORDER BY moment, rowid LIMIT 1"
    let row = try Row.fetchOne(
      transaction.db.cachedStatement(sql: sql), arguments: [transaction.moment.ticks])
    guard let row, let kind = Kind(rawValue: row[2]) else { return nil }
    let identifier: Int64 = row[0]
    try transaction.run(
      "DELETE FROM accessPackageTransition WHERE rowid = ?", changing: table, [identifier])
    return Transition(kind: kind, object: row[3], moment: Moment(ticks: row[1]) ?? .first)
  }
}
