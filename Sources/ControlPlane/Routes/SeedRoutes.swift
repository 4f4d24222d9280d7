import HTTPMessages
import JSON
import Seeding
import Tenants

extension ControlRoutes {
  /// A tenant's data as seeds, in and out.
  static let seeds = [
    ControlRoute("POST", ofTenant: "/seed") { call, tenant in
      let document = SeedDocument(name: "body", bytes: try call.body())
      return .json(status: 200, try SeedLoader.load([document], into: tenant, limit: call.limit).json)
    },
    ControlRoute("GET", ofTenant: "/export") { call, tenant in
      .json(status: 200, bytes: try SeedExport.bytes(of: tenant, limit: call.limit))
    },
  ]
}

extension SeedReport {
  var json: JSONValue {
    [
      "created": .number(created), "changed": .number(changed),
      "ignored": .array(ignored.map(JSONValue.string)),
    ]
  }
}
