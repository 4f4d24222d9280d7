import GRDB
import GraphStore

/// Questions about stored assignments.
enum AccessPackageAssignments {
  static func anyUnexpired(_ column: String, _ entity: Entity, _ transaction: WriteTransaction) throws -> Bool
  {
    try !unexpired("\(quoted(column)) = ?", entity.key, transaction).isEmpty
  }

  static func unexpired(_ condition: String, _ key: Int64, _ transaction: WriteTransaction) throws -> [Entity]
  {
    try transaction.entities(
      transaction.table(EntitlementType.assignment),
      where: "\(condition) AND json_extract(properties, '$.assignmentState') <> 'Expired'", [key])
  }

  static func delivered(ofPackage key: Int64, _ transaction: WriteTransaction) throws -> [Entity] {
    try unexpired("accessPackage = ?", key, transaction).filter {
      $0.string("assignmentState") == "Delivered"
    }
  }
}
