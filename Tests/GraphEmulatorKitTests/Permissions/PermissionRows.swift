import Tenants
import GraphEmulatorKit
import GraphService
import GraphStore
import HTTPMessages
import JSON
import Testing

/// The rows of a table, sent with tokens.
struct PermissionRows {
  /// Whose tokens are, and whose objects paths lead to.
  let user: String
  let served: [RouteRow]
  private let table: RouteTableName
  private let version: String
  private let sheet: RouteSheet
  private let scene: RouteScene

  init(_ table: RouteTableName, version: String) throws {
    (self.table, self.version) = (table, version)
    let sheet = try RouteSheet(table)
    self.sheet = sheet
    scene = try RouteScene(sheet.seed, preparation: sheet.preparation)
    user = try #require(scene.send("GET", "/me", version: version)["id"]?.stringValue)
    served = try RouteRow.all(table).filter { row in
      row.versions.contains(version) && row.permissions[2] != "-"
        // What is refused before anybody looks at permissions: a path or a method that is not there.
        && ![400, 405, 501].contains(sheet.exception(to: row, version: version)?.status)
    }
  }

  func send(_ row: RouteRow, _ token: HeaderField) -> Reply {
    scene.emulator.send(row.method, path(row, isOwn: true), version: version, headers: headers(row) + [token])
  }

  /// What was decided; nil where it did not come to that.
  ///
  /// - Parameter isOwn: what the path names below `/users` is the caller's.
  func decision(_ row: RouteRow, _ token: HeaderField, isOwn: Bool = true) -> PermissionDecision? {
    let trace = Trace(.withoutRows)
    let fields = [HeaderField("Host", "localhost:8585")] + headers(row) + [token]
    let request = Request(
      method: row.method, target: "/\(version)\(path(row, isOwn: isOwn))", headers: RequestHeaders(fields))
    _ = scene.emulator.core.service.respond(to: request, trace: trace)
    return trace.record.permission
  }

  /// What the emulator says that a program needs which has asked for the row alone.
  func report(of row: RouteRow, isOwn: Bool) throws -> ReportedPermissions {
    try #require(scene.emulator.core.tenants.mainTenant).routeUse.clear()
    _ = decision(row, UnsignedToken.header(["oid": .string(user)]), isOwn: isOwn)
    return try ReportedPermissions(scene.emulator)
  }

  /// How the row's area refuses.
  func refusal(_ row: RouteRow, isApplication: Bool) -> (status: Int, codes: [String]) {
    if isApplication, row.template.hasPrefix("/me") { return (400, ["BadRequest"]) }
    return switch table {
    case .directory: (403, ["Authorization_RequestDenied"])
    case .licensing: (403, ["forbidden", "missingRequiredPermission"])
    case .intune: (403, ["Forbidden"])
    case .entitlement: (403, ["UnAuthorized"])
    }
  }

  /// `User.Read.All` of `User.Read.All[user],Group.Read.All[group]`
  func first(_ permissions: String) -> String { String(permissions.prefix { $0 != "[" && $0 != "," }) }

  private func headers(_ row: RouteRow) -> [HeaderField] {
    row.template.contains("$count") ? [HeaderField("ConsistencyLevel", "eventual")] : []
  }

  private func path(_ row: RouteRow, isOwn: Bool) -> String {
    RoutePath.keys(row.template).reduce(row.template) { path, name in
      let isUser = row.template.hasPrefix("/users/{\(name)}")
      let other = isUser ? RoutePath.nobody : sheet.key(name, of: row) ?? RoutePath.nobody
      return path.replacing("{\(name)}", with: isUser && isOwn ? user : other)
    } + sheet.query(of: row)
  }
}
