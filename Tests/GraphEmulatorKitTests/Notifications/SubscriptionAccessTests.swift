import HTTPMessages
import JSON
import Testing

/// Who may subscribe to what, and whose subscriptions are shown.
@Suite struct SubscriptionAccessTests {
  private static func application(_ role: String, id: String = UnsignedToken.application) -> HeaderField {
    UnsignedToken.header(["roles": [.string(role)], "idtyp": "app", "appid": .string(id)])
  }

  private func subscribe(_ scene: SubscribedEmulator, _ resource: String, _ token: HeaderField) -> Reply {
    scene.emulator.send(
      "POST", "/subscriptions",
      """
      {"resource":"\(resource)","changeType":"updated","notificationUrl":"\(scene.listener.url)",
       "expirationDateTime":"2026-02-01T00:00:00Z"}
      """, version: "v1.0", headers: [token])
  }

  @Test(
    arguments: [
      ("users", "User.Read.All", 201), ("/users/\(People.adele)", "User.ReadWrite.All", 201),
      ("groups", "Group.Read.All", 201), ("groups/\(People.sales)/members", "GroupMember.Read.All", 201),
      ("devices", "Directory.Read.All", 201), ("users", "Directory.Read.All", 201),
      ("groups", "User.Read.All", 403), ("groups/\(People.sales)", "User.ReadWrite.All", 403),
      ("groups/\(People.sales)/members", "User.Read.All", 403), ("users", "Group.Read.All", 403),
      ("users/\(People.adele)", "GroupMember.Read.All", 403), ("devices", "User.Read.All", 403),
      ("users", "Mail.Read", 403),
      // What leads nowhere is told as such.
      ("me/nowhere", "User.Read.All", 400), ("", "Group.Read.All", 400),
    ])
  func thePermissionFitsTheResource(_ resource: String, _ permission: String, _ status: Int) throws {
    let scene = try SubscribedEmulator()
    for token in [Self.application(permission), UnsignedToken.delegated(permission, user: People.adele)] {
      let reply = subscribe(scene, resource, token)
      #expect(reply.status == status, "\(reply.text)")
      #expect(reply.errorCodes == (status == 403 ? ["Authorization_RequestDenied"] : reply.errorCodes))
    }
  }

  /// What a subscription is about is what counts for it later, too.
  @Test func thePermissionFitsTheSubscription() throws {
    let scene = try SubscribedEmulator()
    let id = try #require(subscribe(scene, "groups", Self.application("Group.Read.All"))["id"]?.stringValue)
    let path = "/subscriptions/\(id)"
    let later = #"{"expirationDateTime":"2026-02-01T01:00:00Z"}"#
    for (method, path, body) in [
      ("GET", path, nil), ("PATCH", path, later), ("POST", path + "/reauthorize", nil), ("DELETE", path, nil),
    ] as [(String, String, String?)] {
      let refused = scene.emulator.send(method, path, body, headers: [Self.application("User.Read.All")])
      #expect(refused.errorCodes == ["Authorization_RequestDenied"], "\(method) \(path): \(refused.text)")
      let done = scene.emulator.send(method, path, body, headers: [Self.application("Group.Read.All")])
      #expect(done.status < 300, "\(method) \(path): \(done.text)")
    }
  }

  @Test func anApplicationSeesItsOwnAlone() throws {
    let scene = try SubscribedEmulator()
    let other = "6b6b6b6b-0000-4000-8000-000000000006"
    let (mine, theirs) = (
      Self.application("User.Read.All"), Self.application("User.Read.All", id: other)
    )
    let forAUser = UnsignedToken.delegated("User.Read.All", user: People.adele)
    let first = try #require(subscribe(scene, "users", mine)["id"]?.stringValue)
    let second = try #require(subscribe(scene, "users", theirs)["id"]?.stringValue)
    let third = try #require(subscribe(scene, "users", forAUser)["id"]?.stringValue)
    let fourth = try scene.subscribed("users", "updated")
    func list(_ headers: [HeaderField]) -> [String] {
      scene.emulator.send("GET", "/subscriptions", version: "v1.0", headers: headers).values("id")
    }
    #expect(list([mine]) == [first, third])
    #expect(list([forAUser]) == [first, third])
    #expect(list([theirs]) == [second])
    // A token that is no JWT says of nobody who asks.
    #expect(list([]) == [first, second, third, fourth])

    let path = "/subscriptions/\(second)"
    let later = #"{"expirationDateTime":"2026-02-01T01:00:00Z"}"#
    for (method, path, body) in [
      ("GET", path, nil), ("PATCH", path, later), ("POST", path + "/reauthorize", nil), ("DELETE", path, nil),
    ] as [(String, String, String?)] {
      let missed = scene.emulator.send(method, path, body, headers: [mine])
      #expect(missed.whole == .missingObject(second), "\(method) \(path)")
    }
    #expect(list([theirs]) == [second])
    #expect(scene.emulator.send("DELETE", path, headers: [theirs]).status == 204)
    #expect(list([]) == [first, third, fourth])
  }
}
