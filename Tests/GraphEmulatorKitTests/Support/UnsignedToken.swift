import Foundation
import HTTPMessages
import JSON

/// A JWT that nobody signed, as programs make them for servers that only read them.
enum UnsignedToken {
  /// - Parameter claims: `["scp": "User.Read"]`
  static func header(_ claims: JSONObject) -> HeaderField {
    HeaderField("Authorization", "Bearer \(text(claims))")
  }

  static func text(_ claims: JSONObject) -> String {
    let parts = [#"{"typ":"JWT","alg":"none"}"#, JSONValue.object(claims).text].map {
      Data($0.utf8).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_")
        .replacing("=", with: "")
    }
    return parts.joined(separator: ".") + ".x"
  }

  static func delegated(_ scopes: String, user: String? = nil) -> HeaderField {
    var claims: JSONObject = ["scp": .string(scopes), "appid": .string(application)]
    if let user { claims["oid"] = .string(user) }
    return header(claims)
  }

  static func application(_ roles: [String]) -> HeaderField {
    header(["roles": .array(roles.map(JSONValue.string)), "idtyp": "app", "appid": .string(application)])
  }

  static let application = "5a5a5a5a-0000-4000-8000-000000000005"
}
