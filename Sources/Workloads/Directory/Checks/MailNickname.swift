import GRDB
import GraphStore
import JSON

/// The part of a mail address before the `@`.
enum MailNickname {
  static func isValid(_ text: String) -> Bool {
    (1...64).contains(text.utf8.count) && text.utf8.allSatisfy(isAllowed)
  }

  /// A nickname made of what a name has of allowed characters: `Everyone in Sales` gives `EveryoneinSales`.
  static func made(from name: String) -> String {
    let allowed = name.utf8.filter(isAllowed).prefix(64)
    return allowed.isEmpty ? "group" : String(decoding: Array(allowed), as: UTF8.self)
  }

  /// The same for a group that another part of the service makes; numbered where somebody has that already.
  static func free(for group: NewEntity, _ transaction: WriteTransaction) throws -> String {
    let name = made(from: group.properties["displayName"]?.stringValue ?? "")
    var (nickname, number) = (name, 0)
    while try !twins(nickname, besides: nil, transaction).isEmpty {
      number += 1
      nickname = "\(name.prefix(50))\(number)"
    }
    return nickname
  }

  private static func isAllowed(_ byte: UInt8) -> Bool {
    (0x21...0x7E).contains(byte) && !#"@()\[]";:<>,"#.utf8.contains(byte)
  }

  /// Only objects that receive mail must differ.
  static func requireUnique(_ nickname: String, besides key: Int64?, _ transaction: WriteTransaction) throws {
    guard try twins(nickname, besides: key, transaction).isEmpty else {
      throw DirectoryError.duplicate("mailNickname")
    }
  }

  private static func twins(
    _ nickname: String, besides key: Int64?, _ transaction: WriteTransaction
  ) throws -> [Entity] {
    let table = try transaction.table(DirectoryType.object)
    let condition =
      "\(table.foldedSQL("mailNickname")) = fold(?) AND deleted IS NULL AND key IS NOT ?"
      + " AND (json_extract(properties, '$.mailEnabled') OR json_extract(properties, '$.mail') IS NOT NULL)"
    return try transaction.entities(table, where: condition, [nickname, key])
  }
}
