import EntityModel
import GraphStore

/// Who may be a user's manager: another user, or a contact (page "Assign manager").
enum ManagerCheck {
  /// - Parameter key: of the user; nil for a new one, which nothing can refer to.
  static func check(
    _ references: [String: Int64], of key: Int64?, _ transaction: WriteTransaction
  ) throws {
    guard let manager = references[SetAsideLinks.manager],
      let type = try transaction.liveObject(key: manager)?.type.name
    else { return }
    guard manager != key, type == DirectoryType.user || type == DirectoryType.contact else {
      throw DirectoryError.invalidReference(SetAsideLinks.manager)
    }
  }
}
