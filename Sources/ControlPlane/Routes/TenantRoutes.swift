import HTTPMessages
import Seeding
import Tenants

extension ControlRoutes {
  /// About a tenant as a whole.
  static let tenants = [
    ControlRoute("POST", ofTenant: "/reset") { call, tenant in
      .json(
        status: 200,
        try SeedLoader.load(tenant.seeds, into: tenant, replacing: true, limit: call.limit).json)
    }
  ]
}
