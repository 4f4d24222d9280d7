import GraphEmulatorKit
import GraphStore
import HTTPMessages
import JSON
import Testing

/// Every documented route lets in whoever has its least privileged permission, and nobody who has another one.
@Suite("Permissions of every route") struct PermissionRowTests {
  /// The tables and the versions that they have rows of.
  static let tables: [(RouteTableName, String)] = [
    (.directory, "v1.0"), (.directory, "beta"), (.licensing, "beta"), (.intune, "v1.0"), (.intune, "beta"),
    (.entitlement, "v1.0"), (.entitlement, "beta"),
  ]

  @Test func noTableIsLeftOut() throws {
    let found = try RouteTableName.allCases.flatMap { table in
      try ["v1.0", "beta"].filter { version in
        try RouteRow.all(table).contains { $0.versions.contains(version) }
      }.map { "\(table) \($0)" }
    }
    #expect(found == Self.tables.map { "\($0) \($1)" })
  }

  @Test(arguments: tables)
  func unrelatedPermissionsAreRefused(_ table: RouteTableName, _ version: String) throws {
    let rows = try PermissionRows(table, version: version)
    #expect(!rows.served.isEmpty)
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

  @Test(arguments: tables)
  func leastPermissionsAreEnough(_ table: RouteTableName, _ version: String) throws {
    let rows = try PermissionRows(table, version: version)
    #expect(!rows.served.isEmpty)
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

  /// Whoever has asked for something once is let in with what the report says that it takes, and nothing else.
  @Test(arguments: tables)
  func reportedPermissionsAreEnough(_ table: RouteTableName, _ version: String) throws {
    let rows = try PermissionRows(table, version: version)
    #expect(!rows.served.isEmpty)
    for row in rows.served {
      for isOwn in row.template.hasPrefix("/users/{") ? [true, false] : [true] {
        let report = try rows.report(of: row, isOwn: isOwn)
        let delegated = rows.decision(
          row, UnsignedToken.delegated(report.delegated.joined(separator: " "), user: rows.user), isOwn: isOwn
        )
        #expect(
          delegated?.isAllowed == !report.delegated.isEmpty,
          "\(row) of \(version), own \(isOwn): \(report.delegated) \(String(describing: delegated))")
        guard !row.template.hasPrefix("/me") else { continue }
        let application = rows.decision(row, UnsignedToken.application(report.application), isOwn: isOwn)
        #expect(
          application?.isAllowed == !["-", "not supported"].contains(row.permissions[1]),
          "\(row) of \(version): \(report.application) \(String(describing: application))")
      }
    }
  }
}
