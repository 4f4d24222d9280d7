import HTTPMessages
import Identity
import JSON
import Tenants

extension ControlRoutes {
  /// Tokens without anybody who signs in.
  static let tokens = [
    ControlRoute("POST", ofTenant: "/tokens") { call, tenant in
      do {
        let order = try TokenOrder(call.order())
        let token = try call.mint.token(order, in: tenant, limit: call.limit)
        return .json(
          status: 200,
          [
            "access_token": .string(token), "token_type": "Bearer",
            "expires_in": .number(order.secondsToLive),
          ])
      } catch let mistake as TokenOrderMistake {
        throw ControlFailure(400, "BadRequest", mistake.description)
      }
    }
  ]
}

extension ControlCall {
  /// What kind of token is asked for, as a JSON object.
  fileprivate func order() throws(ControlFailure) -> JSONObject {
    let bytes = try body()
    do {
      guard let object = try JSONValue.parse(bytes).objectValue else { throw Self.noObject }
      return object
    } catch let error as JSONSyntaxError {
      throw ControlFailure(
        400, "BadRequest", "The order is no JSON: \(error.reason) at byte \(error.offset).")
    } catch { throw Self.noObject }
  }

  private static var noObject: ControlFailure {
    ControlFailure(400, "BadRequest", "The order is no JSON object.")
  }
}
