import Identity

/// The permissions that routes take, which a client has that asks for all of them.
enum AllPermissions {
  /// Read of the table at the first use: most starts have none.
  static let grantable: GrantablePermissions = names(in: Assets.permissions)

  private static func names(in table: [UInt8]) -> GrantablePermissions {
    var (delegated, application): (Set<String>, Set<String>) = ([], [])
    for line in table.split(separator: UInt8(ascii: "\n")).dropFirst() {
      let columns = line.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false)
        .map { String(decoding: $0, as: UTF8.self) }
      guard columns.count == 6 else { continue }
      for permission in columns[5].split(separator: ",") {
        let name = String(permission.prefix { $0 != "[" })
        if takes(columns[3]), !permission.contains("application]") { delegated.insert(name) }
        if takes(columns[4]), !permission.contains("[delegated") { application.insert(name) }
      }
    }
    return GrantablePermissions(delegated: delegated.sorted(), application: application.sorted())
  }

  /// - Parameter least: the least privileged permission of a kind.
  private static func takes(_ least: String) -> Bool { least != "-" && least != "not supported" }
}
