import HTTPMessages
import JSON

extension ControlRoutes {
  /// About the program itself.
  static let health = [
    ControlRoute("GET", "/health") { _ in .json(status: 200, ["status": "ok"]) },
    ControlRoute("GET", "/version") { call in .json(status: 200, ["version": .string(call.version)]) },
  ]
}
