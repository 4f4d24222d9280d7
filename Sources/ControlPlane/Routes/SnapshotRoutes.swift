import HTTPMessages
import JSON
import Tenants

extension ControlRoutes {
  /// States of a tenant under names.
  static let snapshots = [
    ControlRoute("GET", ofTenant: "/snapshots") { _, tenant in
      .json(status: 200, ["value": .array(tenant.snapshots.map(\.json))])
    },
    ControlRoute("PUT", ofTenant: "/snapshots/{name}") { call, tenant in
      let name = try call.snapshotName()
      let isReplaced = try tenant.save(name, limit: call.limit)
      return .json(status: isReplaced ? 200 : 201, try tenant.snapshot(name).json)
    },
    ControlRoute("GET", ofTenant: "/snapshots/{name}") { call, tenant in
      .json(status: 200, try tenant.snapshot(call.snapshotName()).json)
    },
    ControlRoute("DELETE", ofTenant: "/snapshots/{name}") { call, tenant in
      try tenant.remove(call.snapshotName())
      return Response(status: 204)
    },
    ControlRoute("POST", ofTenant: "/snapshots/{name}/restore") { call, tenant in
      try tenant.restore(call.snapshotName(), limit: call.limit)
      return Response(status: 204)
    },
  ]
}

extension Snapshot {
  fileprivate var json: JSONValue { ["name": .string(name.text), "bytes": .number(bytes)] }
}

extension ControlCall {
  /// The name that the path gives: `/_emulator/tenants/default/snapshots/{name}`.
  fileprivate func snapshotName() throws(SnapshotFailure) -> SnapshotName {
    let path = request.target.prefix { $0 != "?" && $0 != "#" }
    return try SnapshotName(path.split(separator: "/").dropFirst(4).first.map(String.init) ?? "")
  }
}
