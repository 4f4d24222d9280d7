import HTTPMessages
import Tenants

/// `/common/oauth2/deviceauth`: where a user types the code that a device shows, and says who signs in.
enum DevicePageEndpoint {
  private static let codeField = "otc"
  private static let userField = "emulator_user"

  static func answer(_ call: IdentityCall) throws -> Response {
    let form = try call.form()
    guard let code = form[codeField] else { return codePage(call, nil) }
    guard let signIn = call.parts.devices.signIn(userCode: code), signIn.state == .pending,
      let tenant = call.parts.tenants.tenant(signIn.tenant), !signIn.isOver(at: tenant.clock.now)
    else { return codePage(call, SignInFailure.userCodeUnknown.told.text) }
    guard call.request.method == "POST", let user = form[userField] else {
      return try userPage(call, signIn, tenant)
    }
    return try decide(signIn, by: user, tenant, call)
  }

  private static func decide(
    _ signIn: DeviceSignIn, by name: String, _ tenant: Tenant, _ call: IdentityCall
  ) throws -> Response {
    if name == SignInPage.nobody {
      call.parts.devices.decide(signIn.deviceCode, .declined)
      return MessagePage(title: "Declined", text: "The device is not signed in.").response
    }
    guard let user = try tenant.directory(call.parts.principals, call.limit, { try $0.user(name) }) else {
      throw SignInFailure.userUnknown(tenant: signIn.tenantID)
    }
    guard user.isEnabled else { throw SignInFailure.userDisabled }
    call.parts.devices.decide(signIn.deviceCode, .approved(user: user.token.id))
    return MessagePage(
      title: "You have signed in to \(signIn.clientName ?? signIn.client)",
      text: "You may close this window and go back to your device."
    ).response
  }

  // MARK: Pages

  private static func address(_ call: IdentityCall) -> String {
    call.origin.text + "/common/oauth2/deviceauth"
  }

  private static func codePage(_ call: IdentityCall, _ mistake: String?) -> Response {
    DeviceCodePage(
      action: address(call), field: codeField, mistake: mistake, code: call.query["user_code"] ?? ""
    )
    .response
  }

  private static func userPage(
    _ call: IdentityCall, _ signIn: DeviceSignIn, _ tenant: Tenant
  ) throws -> Response {
    let (users, organization) = try tenant.directory(call.parts.principals, call.limit) { directory in
      (try directory.pageUsers(limit: SignInPage.limit), try directory.organization())
    }
    return SignInPage(
      application: signIn.clientName ?? signIn.client, organization: organization?.displayName ?? "",
      action: address(call), fields: [(name: codeField, value: signIn.userCode)], field: userField,
      users: users, hint: nil
    ).response
  }
}
