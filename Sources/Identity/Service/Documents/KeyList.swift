import HTTPMessages
import JSON

/// The keys that verify tokens (clients-and-auth 4.3): `/discovery/v2.0/keys`.
enum KeyList {
  static func answer(_ call: IdentityCall) throws -> Response {
    let issuer = issuer(call)
    let keys = try call.parts.issuer.keys.all.map { JSONValue.object(try $0.publicForm(issuer: issuer)) }
    return IdentityAnswer.json(["keys": .array(keys)])
  }

  /// Clients compare it with that of the token: tokens of the first form have another one.
  private static func issuer(_ call: IdentityCall) -> String? {
    switch call.version {
    case .first: nil
    case .second: call.origin.issuer(of: call.authority.id)
    }
  }
}
