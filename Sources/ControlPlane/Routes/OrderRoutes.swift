import Faults
import Foundation
import GraphStore
import HTTPMessages
import JSON
import Tenants

extension ControlRoutes {
  /// What is ordered for matching requests is listed, added to and removed in one manner.
  ///
  /// - Parameters:
  ///   - one: `fault`
  ///   - further: other ways to add some.
  static func orders<Order: TriggerOrder>(
    _ order: Order.Type, _ one: String, further: [ControlRoute] = [],
    in book: @escaping @Sendable (Interference) -> TriggerBook<Order.Action>
  ) -> [ControlRoute] {
    let all = one + "s"
    return [
      ControlRoute("GET", ofTenant: "/\(all)") { _, tenant in
        .json(status: 200, book(tenant.interference).listing)
      },
      ControlRoute("POST", ofTenant: "/\(all)") { call, tenant in
        let object = try call.object()
        let scope = OrderScope(tenant: tenant.name.text, versions: call.versions)
        let order = try call.reading { () throws(OptionMistake) in try Order(object, scope) }
        let id = try call.adding(all) { (bytes) throws(TriggerLimit) in
          try book(tenant.interference).add(
            order.action, at: order.trigger, generator: order.generator, order: object, bytes: bytes)
        }
        return call.added(id)
      },
    ] + further + [
      ControlRoute("DELETE", ofTenant: "/\(all)") { _, tenant in
        book(tenant.interference).removeAll()
        return Response(status: 204)
      },
      ControlRoute("DELETE", ofTenant: "/\(all)/{\(one)}") { call, tenant in
        guard book(tenant.interference).remove(call.memberName) else {
          throw ControlFailure(
            404, "\(one.capitalized)NotFound", "There is no \(one) '\(call.memberName)'.")
        }
        return Response(status: 204)
      },
    ]
  }
}
