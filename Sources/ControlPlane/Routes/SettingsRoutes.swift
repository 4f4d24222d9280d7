import GraphStore
import HTTPMessages
import JSON
import Tenants

extension ControlRoutes {
  /// A tenant's settings (seed-format section 5); those with their defaults are left out, as in an export.
  static let settings =
    [
      ControlRoute("GET", ofTenant: "/settings") { _, tenant in
        .json(status: 200, .object(tenant.store.settings.values))
      }
    ]
    + ["PUT", "PATCH"].map { method in
      ControlRoute(method, ofTenant: "/settings") { call, tenant in
        let body = JSONValue.object(try call.object())
        let changes = try call.reading { () throws(OptionMistake) in
          try tenant.store.settingsBook.checked(body, path: "$")
        }
        return .json(status: 200, .object(try tenant.change(settings: changes, limit: call.limit)))
      }
    }
}
