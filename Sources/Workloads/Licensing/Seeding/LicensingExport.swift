package import GRDB
import GraphStore
package import JSON

/// The state that has no place in Graph's own shape, as an export writes it (seed-format section 7).
package enum LicensingExport {
  /// `@emulator.holders` of an allotment; nil when nobody holds a unit.
  package static func holders(of allotment: Int64, _ db: Database) throws -> JSONValue? {
    let sql = """
      SELECT p.id, p.type, h.grantedDateTime FROM holder h CROSS JOIN directoryObject p ON p.key = h.principal
      WHERE h.allotment = ? ORDER BY h.sequence
      """
    let holders = try Row.fetchAll(db.cachedStatement(sql: sql), arguments: [allotment]).map { row in
      let set = row[1] == LicensingType.device ? "devices" : "users"
      return JSONValue.object([
        "principal": .string("\(set)/\(row[0] as String)"), "grantedDateTime": .string(row[2]),
      ])
    }
    return holders.isEmpty ? nil : .array(holders)
  }

  /// Whether the times of those who wait for an allotment are in the order of its queue.
  static func waitsInOrderOfTime(_ allotment: Int64, _ db: Database) throws -> Bool {
    let sql = """
      SELECT instant(json_extract(properties, '$.waitingSinceDateTime')) FROM waitingMember WHERE allotment = ?
      ORDER BY key
      """
    let times = try Int64?.fetchAll(db.cachedStatement(sql: sql), arguments: [allotment]).map { $0 ?? 0 }
    return zip(times, times.dropFirst()).allSatisfy { $0 <= $1 }
  }

  /// The member `assignments` of `@emulator.restore` of a deleted user; nil when it had none.
  package static func restorableAssignments(of principal: Int64, _ db: Database) throws -> JSONValue? {
    let sql =
      "SELECT allotment, disabledServicePlanIds FROM restorableAssignment WHERE principal = ? ORDER BY sequence"
    let assignments = try Row.fetchAll(db.cachedStatement(sql: sql), arguments: [principal]).map { row in
      let plans = try? JSONValue.parse(row[1] as String)
      return JSONValue.object(["allotment": .string(row[0]), "disabledServicePlanIds": plans ?? .array([])])
    }
    return assignments.isEmpty ? nil : .array(assignments)
  }
}
