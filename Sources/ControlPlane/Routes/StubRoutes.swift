import Faults
import GraphStore
import HTTPMessages
import JSON
import Tenants

extension ControlRoutes {
  /// Answers that are fixed.
  static let stubs = [
    ControlRoute("GET", ofTenant: "/stubs") { _, tenant in
      .json(status: 200, tenant.interference.stubs.listing)
    },
    ControlRoute("POST", ofTenant: "/stubs") { call, tenant in
      let object = try call.object("The stub")
      let order = try call.reading { () throws(OptionMistake) in try StubOrder(object) }
      let id = try call.adding("stubs") { (bytes) throws(TriggerLimit) in
        try tenant.interference.stubs.add(
          order.stub, at: order.trigger, generator: order.generator, order: object, bytes: bytes)
      }
      return call.added(id)
    },
    ControlRoute("POST", ofTenant: "/stubs/import") { call, tenant in
      let object = try call.object("The file")
      let file = try call.reading { () throws(OptionMistake) in try MockFile(object) }
      return .json(status: 201, try call.imported(file, into: tenant.interference.stubs))
    },
    ControlRoute("DELETE", ofTenant: "/stubs") { _, tenant in
      tenant.interference.stubs.removeAll()
      return Response(status: 204)
    },
    ControlRoute("DELETE", ofTenant: "/stubs/{stub}") { call, tenant in
      guard tenant.interference.stubs.remove(call.memberName) else {
        throw ControlFailure(404, "StubNotFound", "There is no stub '\(call.memberName)'.")
      }
      return Response(status: 204)
    },
  ]
}

extension ControlCall {
  /// Adds all mocks, or none.
  fileprivate func imported(
    _ file: MockFile, into stubs: TriggerBook<Stub>
  ) throws(ControlFailure) -> JSONValue {
    var ids: [String] = []
    do {
      for mock in file.mocks {
        ids.append(
          try adding("stubs") { _ throws(TriggerLimit) in
            try stubs.add(
              mock.stub, at: mock.trigger, generator: SeededGenerator(seed: 0), order: mock.order,
              bytes: JSONValue.object(mock.order).bytes.count)
          })
      }
    } catch {
      for id in ids { _ = stubs.remove(id) }
      throw error
    }
    return [
      "ids": .array(ids.map(JSONValue.string)), "ignored": .array(file.ignored.map(JSONValue.string)),
    ]
  }
}
