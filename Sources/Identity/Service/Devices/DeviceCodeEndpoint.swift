import Tenants
import GraphStore
import HTTPMessages
import JSON

/// `/oauth2/v2.0/devicecode`: a device begins a sign-in that its user ends elsewhere (RFC 8628, section 3.1).
enum DeviceCodeEndpoint {
  static func answer(_ call: IdentityCall) throws -> Response {
    let form = try call.form()
    let client = try ClientLookup(call: call).client(form.required("client_id"))
    let access = try RequestedAccess(form, call.version)
    // What cannot be read is told at once, and not to the device later.
    _ = try access.scopes(client).resource.audience(of: call)
    let names = DeviceCodeNames(call.parts.identifiers)
    let signIn = DeviceSignIn(
      deviceCode: names.deviceCode, userCode: names.userCode, client: client.id,
      clientName: client.name, tenant: call.tenant.name, tenantID: call.authority.id,
      access: access, issued: call.moment.unixSeconds,
      state: try state(call))
    call.parts.devices.add(signIn)
    return IdentityAnswer.json(body(signIn, call))
  }

  /// Where the tenant's settings say so nobody has to come.
  private static func state(_ call: IdentityCall) throws -> DeviceSignIn.State {
    guard call.tenant.store.settings.engine.signIn.approvesAtOnce,
      let user = try call.directory({ try $0.usualUser() })
    else { return .pending }
    return .approved(user: user.token.id)
  }

  private static func body(_ signIn: DeviceSignIn, _ call: IdentityCall) -> JSONObject {
    let address = call.origin.text + "/common/oauth2/deviceauth"
    var body: JSONObject = [
      "user_code": .string(signIn.userCode), "device_code": .string(signIn.deviceCode),
    ]
    let uri = JSONValue.string(address)
    switch call.version {
    case .first:
      body["verification_url"] = uri
      body["expires_in"] = .string("\(DeviceSignIn.lifetime)")
      body["interval"] = "5"
    case .second:
      body["verification_uri"] = uri
      body["expires_in"] = .number(DeviceSignIn.lifetime)
      body["interval"] = .number(5)
    }
    body["message"] = .string(
      "To sign in, use a web browser to open the page \(address) and enter the code \(signIn.userCode) "
        + "to authenticate.")
    return body
  }
}
