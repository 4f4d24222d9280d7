import GraphContract
import HTTPMessages
import JSON
import Tenants

extension ControlRoutes {
  /// About the program itself.
  static let health = [
    ControlRoute("GET", "/health") { call in
      guard let failure = call.tenants.storageFailure else { return .json(status: 200, ["status": "ok"]) }
      return .json(status: 503, ["status": "failing", "reason": .string(failure.description)])
    },
    ControlRoute("GET", "/version") { call in .json(status: 200, ["version": .string(call.version)]) },
  ]
}
