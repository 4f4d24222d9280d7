import GraphStore
import HTTPMessages
import JSON
import Tenants

extension ControlRoutes {
  /// What time it is for a tenant (seed-format section 4).
  static let clocks = [
    ControlRoute("GET", ofTenant: "/clock") { _, tenant in clock(of: tenant) },
    ControlRoute("PUT", ofTenant: "/clock") { call, tenant in
      let body = JSONValue.object(try call.object())
      let change = try call.reading { () throws(OptionMistake) in try ClockChange(body, path: "$") }
      try tenant.change(clock: change, path: "$", limit: call.limit)
      return clock(of: tenant)
    },
  ]

  private static func clock(of tenant: Tenant) -> Response {
    .json(status: 200, .object(ClockSetting.object(tenant.clock.mode)))
  }
}
