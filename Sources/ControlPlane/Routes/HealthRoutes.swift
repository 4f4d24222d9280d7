import GraphContract
import HTTPMessages
import JSON
import Observing
import Tenants

extension ControlRoutes {
  /// About the program itself.
  static let health = [
    ControlRoute("GET", "/health", ready),
    // The process answers, whatever it can do: a failing disk is not mended by a restart.
    ControlRoute("GET", "/health/live") { _ in .json(status: 200, ["status": "ok"]) },
    ControlRoute("GET", "/health/ready", ready),
    ControlRoute("GET", "/version") { call in .json(status: 200, call.program.json) },
    ControlRoute("GET", "/metrics") { call in
      let text = MetricsText(call.observation.metrics, call.observation.gauges()).text
      return Response(
        status: 200,
        headers: [
          HeaderField("Content-Type", MetricsText.contentType), HeaderField("Cache-Control", "no-store"),
        ], body: Array(text.utf8))
    },
    ControlRoute("GET", "/routes") { call in .json(status: 200, try call.observation.routes()) },
  ]

  /// Requests can be served.
  private static let ready: @Sendable (ControlCall) throws -> Response = { call in
    guard let failure = call.tenants.storageFailure else { return .json(status: 200, ["status": "ok"]) }
    return .json(status: 503, ["status": "failing", "reason": .string(failure.description)])
  }
}
