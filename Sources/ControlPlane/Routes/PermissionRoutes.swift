import HTTPMessages
import JSON
import Planning
import Tenants

extension ControlRoutes {
  /// Which permissions the tenant's programs need.
  static let permissions = [
    ControlRoute("GET", ofTenant: "/permissions") { call, tenant in
      let report = PermissionReport(tenant, call.versions)
      return .json(status: 200, report.json(with: try PermissionReport.permissions(call.request.target)))
    }
  ]
}
