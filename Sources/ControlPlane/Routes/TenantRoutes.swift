import HTTPMessages
import Seeding
import Tenants

extension ControlRoutes {
  /// About a tenant as a whole.
  static let tenants = [
    ControlRoute("POST", ofTenant: "/reset") { call, tenant in
      let report = try SeedLoader.load(tenant.seeds, into: tenant, replacing: true, limit: call.limit)
      tenant.routeUse.clear()
      return .json(status: 200, report.json)
    }
  ]
}
