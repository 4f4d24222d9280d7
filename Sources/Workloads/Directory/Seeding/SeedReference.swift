import GRDB
import GraphContract
import GraphStore

/// Directory objects as annotations of a seed name them: `users/{id}`, `groups/{id}`.
enum SeedReference {
  static func object(_ id: String, _ transaction: WriteTransaction) throws -> Entity? {
    try transaction.entities(transaction.table(DirectoryType.object), where: "id = ?", [id.lowercased()])
      .first
  }

  /// - Parameter place: what the message names when there is no such object.
  static func required(_ text: String, in place: String, _ transaction: WriteTransaction) throws -> Entity {
    let key = text.split(separator: "/").last.map(String.init) ?? text
    let table = try transaction.table(DirectoryType.object)
    guard
      let found = try object(key, transaction) ?? transaction.entity("userPrincipalName", is: key, in: table)
    else { throw GraphError.seedMistake("no object '\(text)'", path: place) }
    return found
  }
}
