import GraphEmulatorKit
import GraphStore
import HTTPMessages
import JSON
import Testing

/// Every documented route lets in whoever has its least privileged permission, and nobody who has another one.
@Suite("Permissions of every route") struct PermissionRowTests {
  @Test(arguments: RouteTableName.allCases, ["v1.0", "beta"])
  func unrelatedPermissionsAreRefused(_ table: RouteTableName, _ version: String) throws {
    let rows = try PermissionRows(table, version: version)
    for row in rows.served {
      let delegated = rows.send(row, UnsignedToken.delegated("Mail.Read", user: rows.user))
      let refusal = rows.refusal(row, isApplication: false)
      #expect(
        delegated.status == refusal.status && delegated.errorCodes == refusal.codes,
        "\(row) of \(version): \(delegated.status) \(delegated.text)")
      let application = rows.send(row, UnsignedToken.application(["Mail.Read"]))
      let other = rows.refusal(row, isApplication: true)
      #expect(
        application.status == other.status && application.errorCodes == other.codes,
        "\(row) of \(version): \(application.status) \(application.text)")
    }
  }

  @Test(arguments: RouteTableName.allCases, ["v1.0", "beta"])
  func leastPermissionsAreEnough(_ table: RouteTableName, _ version: String) throws {
    let rows = try PermissionRows(table, version: version)
    for row in rows.served {
      let delegated = rows.decision(
        row, UnsignedToken.delegated(rows.first(row.permissions[0]), user: rows.user))
      #expect(delegated?.isAllowed == true, "\(row) of \(version): \(String(describing: delegated))")
      guard row.permissions[1] != "not supported" else { continue }
      let application = rows.decision(row, UnsignedToken.application([rows.first(row.permissions[1])]))
      // Nobody is there that an alias could stand for.
      let expected: Bool? = row.template.hasPrefix("/me") ? nil : true
      #expect(application?.isAllowed == expected, "\(row) of \(version): \(String(describing: application))")
    }
  }
}
