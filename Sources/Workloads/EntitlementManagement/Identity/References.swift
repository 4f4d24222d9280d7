import GRDB
import GraphStore

extension WriteTransaction {
  /// Whether an object of a type has that reference to another one.
  func refers(_ type: String, _ reference: String, to entity: Entity) throws -> Bool {
    try !entities(table(type), where: "\(quoted(reference)) = ?", [entity.key], limit: 1).isEmpty
  }
}
