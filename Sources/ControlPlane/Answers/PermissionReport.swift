import Foundation
import JSON
import Planning
import Tenants

/// The least privileged permissions for what a tenant's programs have sent since it was filled.
struct PermissionReport {
  private let used: [UsedRoute]
  private let table: PermissionTable

  private var names: PermissionNames { table.names }

  init(_ tenant: Tenant, _ versions: [ServiceVersion]) {
    table = versions.first?.permissions ?? .empty
    used = tenant.routeUse.all.compactMap { use, count in
      versions.first { $0.name == use.version }.flatMap { UsedRoute(use, in: $0, count: count) }
    }.sorted { one, other in
      (one.route.number, one.title) < (other.route.number, other.title)
    }
  }

  /// - Parameter held: permissions to try; nil: none are asked about.
  func json(with held: [String]?) -> JSONValue {
    var report: JSONObject = [
      "delegated": least(.delegated), "application": least(.application),
      "requests": .array(used.map { $0.json(table) }),
    ]
    if let held { report["with"] = tried(held) }
    return .object(report)
  }

  private func least(_ kind: AcceptedPermissions.Kind) -> JSONValue {
    let least = LeastPrivilege(used, kind, table)
    return [
      "permissions": .array(least.permissions.map(JSONValue.string)),
      "notPossible": .array(least.impossible.map(\.title).map(JSONValue.string)),
    ]
  }

  private func tried(_ held: [String]) -> JSONValue {
    let set = names.set(held)
    return [
      "permissions": .array(held.map(JSONValue.string)),
      "unknown": .array(held.filter { names.number(of: $0) == nil }.map(JSONValue.string)),
      "refusedDelegated": refused(.delegated, set), "refusedApplication": refused(.application, set),
    ]
  }

  private func refused(_ kind: AcceptedPermissions.Kind, _ held: PermissionSet) -> JSONValue {
    .array(used.filter { !$0.isAllowed(kind, with: held) }.map(\.title).map(JSONValue.string))
  }
}

// MARK: The query

extension PermissionReport {
  /// `?with=User.Read,Group.Read.All`; nil without it.
  ///
  /// - Throws: `ControlFailure` for any other option.
  static func permissions(_ target: String) throws(ControlFailure) -> [String]? {
    var permissions: [String]?
    for item in URLComponents(string: target)?.queryItems ?? [] {
      guard item.name == "with", permissions == nil else {
        throw ControlFailure(
          400, "BadRequest",
          "The report takes one option, 'with', and not '\(item.name)': ?with=User.Read,Group.Read.All")
      }
      permissions = (item.value ?? "").split { $0 == "," || $0 == " " }.map(String.init)
    }
    return permissions
  }
}

extension UsedRoute {
  /// nil for a route that is not in the table.
  fileprivate init?(_ use: RouteUse.Use, in version: ServiceVersion, count: Int) {
    switch use.place {
    case .route(let number):
      guard let route = version.permissions.route(number) else { return nil }
      self.init(
        route, in: version, count: count, isAboutCaller: use.isAboutCaller, subjects: use.subjects)
    case .undocumented(let method, let root):
      self.init(undocumented: method, below: root, in: version, count: count)
    }
  }

  /// Where it could be any of several it is told of none.
  private var subject: String? { subjects.count == 1 ? subjects.first : nil }

  /// `GET /v1.0/users/{userId}`, and what it was used for where permissions differ by that.
  fileprivate var title: String {
    let use = isAboutCaller ? " (of the caller)" : subject.map { " (a \($0))" } ?? ""
    return "\(route.method) /\(version)\(route.template)\(use)"
  }

  private func least(_ kind: AcceptedPermissions.Kind, _ table: PermissionTable) -> JSONValue {
    LeastPrivilege([self], kind, table).permissions.first.map(JSONValue.string) ?? .null
  }

  fileprivate func json(_ table: PermissionTable) -> JSONValue {
    var json: JSONObject = [
      "method": .string(route.method), "path": .string(route.template), "version": .string(version),
      "count": .number(count), "aboutCaller": .bool(isAboutCaller),
    ]
    if let subject { json["subject"] = .string(subject) }
    if !isKnown { json["permissionsUnknown"] = .bool(true) }
    json["leastDelegated"] = least(.delegated, table)
    json["leastApplication"] = least(.application, table)
    return .object(json)
  }
}
