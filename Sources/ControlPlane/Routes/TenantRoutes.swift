import HTTPMessages
import JSON
import Observing
import Seeding
import Tenants

extension ControlRoutes {
  /// About tenants as wholes.
  static let tenants = [
    ControlRoute("GET", "/tenants") { call in
      .json(status: 200, ["value": .array(call.tenants.names.map(call.json))])
    },
    ControlRoute("POST", "/tenants") { call in
      let tenant = try NewTenant(call.object(), call.tenants).make(call)
      var answer = Response.json(status: 201, call.json(tenant.name, ignored: tenant.ignored))
      answer.headers.append(
        HeaderField("Location", "\(call.request.root)/_emulator/tenants/\(tenant.name)"))
      return answer
    },
    ControlRoute("GET", ofTenant: "") { call, tenant in .json(status: 200, call.json(tenant.name)) },
    ControlRoute("DELETE", ofTenant: "") { call, tenant in
      guard tenant.name != call.tenants.main else {
        throw ControlFailure(
          409, "TenantInUse",
          "The tenant '\(tenant.name)' has the requests that name none: it can be reset, and not be removed.")
      }
      call.ports.close(tenant.name)
      try call.tenants.delete(tenant.name)
      call.observation.forget(tenant.name)
      return Response(status: 204)
    },
    ControlRoute("POST", ofTenant: "/reset") { call, tenant in
      .json(status: 200, try tenant.reset(limit: call.limit).json)
    },
  ]
}

extension ControlCall {
  /// `{"id":"ci-42","graphUrl":"http://localhost:8585/tenants/ci-42"}`; with a port of its own
  /// `{"id":"ci-42","graphUrl":"http://127.0.0.1:9001","port":9001}`.
  ///
  /// - Parameter ignored: values of its seed that were passed over.
  fileprivate func json(_ tenant: TenantName, ignored: [String]) -> JSONValue {
    let port = ports.port(of: tenant)
    let url = port.map { request.url(atPort: $0) } ?? "\(commonRoot)/tenants/\(tenant)"
    var object: JSONObject = ["id": .string(tenant.text), "graphUrl": .string(url)]
    if let port { object["port"] = .number(port) }
    if !ignored.isEmpty { object["ignored"] = .array(ignored.map(JSONValue.string)) }
    return .object(object)
  }

  fileprivate func json(_ tenant: TenantName) -> JSONValue { json(tenant, ignored: []) }

  /// Where this client finds all tenants, also when it asks at the port of one.
  private var commonRoot: String {
    guard request.statedTenant != nil, request.statedRoot == nil, let port = ports.commonPort else {
      return request.root
    }
    return request.url(atPort: port)
  }
}
