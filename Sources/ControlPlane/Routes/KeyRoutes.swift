import HTTPMessages
import Identity
import JSON

extension ControlRoutes {
  /// The keys that tokens are signed with.
  static let keys = [
    ControlRoute("POST", "/keys/rotate") { call in
      .json(status: 200, ["keys": .array(try call.mint.rotateKeys().map(JSONValue.string))])
    }
  ]
}
