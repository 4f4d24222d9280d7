import Faults
import GraphStore
import HTTPMessages
import JSON
import Tenants

extension ControlRoutes {
  /// What goes wrong on purpose.
  static let faults = [
    ControlRoute("GET", ofTenant: "/faults") { _, tenant in
      .json(status: 200, tenant.interference.faults.listing)
    },
    ControlRoute("POST", ofTenant: "/faults") { call, tenant in
      let object = try call.object("The fault")
      let order = try call.reading { () throws(OptionMistake) in try FaultOrder(object) }
      let id = try call.adding("faults") { (bytes) throws(TriggerLimit) in
        try tenant.interference.faults.add(
          order.fault, at: order.trigger, generator: order.generator, order: object, bytes: bytes)
      }
      return call.added(id)
    },
    ControlRoute("DELETE", ofTenant: "/faults") { _, tenant in
      tenant.interference.faults.removeAll()
      return Response(status: 204)
    },
    ControlRoute("DELETE", ofTenant: "/faults/{fault}") { call, tenant in
      guard tenant.interference.faults.remove(call.memberName) else {
        throw ControlFailure(404, "FaultNotFound", "There is no fault '\(call.memberName)'.")
      }
      return Response(status: 204)
    },
  ]
}
