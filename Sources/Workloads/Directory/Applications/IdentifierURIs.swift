import GRDB
import GraphStore
import JSON

/// The names by which tokens are asked for an application, of which each is one application's alone in a tenant (page
/// "Create application").
struct IdentifierURIs {
  private let values: JSONValue?

  init(_ application: [String: JSONValue]) { values = application["identifierUris"] }

  init(_ application: JSONObject) { values = application["identifierUris"] }

  /// - Parameter key: of the application that has them; nil for a new one.
  func requireFree(besides key: Int64?, _ transaction: WriteTransaction) throws {
    for uri in values?.arrayValue?.compactMap(\.stringValue) ?? []
    where try Self.isTaken(uri, besides: key, transaction) {
      throw DirectoryError.duplicate("identifierUris")
    }
  }

  private static func isTaken(
    _ uri: String, besides key: Int64?, _ transaction: WriteTransaction
  ) throws -> Bool {
    let sql = """
      SELECT 1 FROM directoryObject o CROSS JOIN json_each(o.properties, '$.identifierUris') i
      WHERE o.type = '\(DirectoryType.application)' AND o.deleted IS NULL AND o.key IS NOT ?
        AND fold(i.value) = fold(?) LIMIT 1
      """
    return try Int.fetchOne(transaction.db.cachedStatement(sql: sql), arguments: [key, uri]) != nil
  }
}
