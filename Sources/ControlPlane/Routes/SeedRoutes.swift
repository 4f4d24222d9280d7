import HTTPMessages
import JSON
import Seeding
import Tenants

extension ControlRoutes {
  /// A tenant's data as seeds, in and out.
  static let seeds = [
    ControlRoute("POST", "/tenants/{tenant}/seed") { call in
      let tenant = try call.tenant()
      let document = SeedDocument(name: "body", bytes: try call.body("The seed"))
      return .json(status: 200, try SeedLoader.load([document], into: tenant).json)
    },
    ControlRoute("GET", "/tenants/{tenant}/export") { call in
      .json(status: 200, bytes: try SeedExport.bytes(of: try call.tenant()))
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
