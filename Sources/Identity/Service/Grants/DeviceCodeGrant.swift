import Tenants
import HTTPMessages

/// A device asks whether its user has signed in elsewhere (RFC 8628, section 3.4).
enum DeviceCodeGrant {
  @Sendable static func answer(_ call: IdentityCall, _ form: FormParameters) throws -> Response {
    let client = try ClientAuthentication(call: call).client(of: form)
    // Some clients give it the one name, some the other, and some both.
    guard let code = form["device_code"] ?? form["code"] else {
      throw SignInFailure.parameterMissing("device_code")
    }
    guard let signIn = call.parts.devices.signIn(deviceCode: code), signIn.client == client.id,
      signIn.tenant == call.tenant.name
    else { throw SignInFailure.deviceCodeUnknown }
    let user = try user(of: signIn, call)
    let tokens = try UserTokens(
      call: call, form: form, client: client, user: user, tenant: signIn.tenantID, access: signIn.access,
      scopes: signIn.access.scopes(client))
    guard call.parts.devices.remove(code) else { throw SignInFailure.deviceCodeUnknown }
    return try tokens.answer()
  }

  private static func user(of signIn: DeviceSignIn, _ call: IdentityCall) throws -> TokenUser {
    guard !signIn.isOver(at: call.moment) else {
      call.parts.devices.remove(signIn.deviceCode)
      throw SignInFailure.deviceCodeExpired
    }
    switch signIn.state {
    case .pending: throw SignInFailure.devicePending
    case .declined:
      call.parts.devices.remove(signIn.deviceCode)
      throw SignInFailure.deviceDeclined
    case .approved(let user): return try SignInCheck(call: call).user(user, since: nil)
    }
  }
}
