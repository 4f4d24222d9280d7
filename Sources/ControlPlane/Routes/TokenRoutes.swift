import HTTPMessages
import Identity
import JSON
import Tenants

extension ControlRoutes {
  /// Tokens without anybody who signs in.
  static let tokens = [
    ControlRoute("POST", ofTenant: "/tokens") { call, tenant in
      do {
        let order = try TokenOrder(call.object("The order"))
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
  /// The body as a JSON object.
  ///
  /// - Parameter what: what is said to be none: `The order`.
  func object(_ what: String) throws(ControlFailure) -> JSONObject {
    let bytes = try body(what)
    do {
      guard let object = try JSONValue.parse(bytes).objectValue else {
        throw ControlFailure(400, "BadRequest", "\(what) is no JSON object.")
      }
      return object
    } catch let error as JSONSyntaxError {
      throw ControlFailure(400, "BadRequest", "\(what) is no JSON: \(error.reason) at byte \(error.offset).")
    } catch let failure as ControlFailure { throw failure } catch {
      throw ControlFailure(400, "BadRequest", "\(what) is no JSON object.")
    }
  }
}
