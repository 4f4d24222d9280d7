import GraphEmulatorKit
import GraphStore
import HTTPMessages
import JSON
import Tenants
import Testing

/// What subscribers are told, by a real listener.
@Suite struct NotificationTests {
  @Test func anUpdateIsTold() async throws {
    let scene = try SubscribedEmulator()
    let id = try scene.subscribed("users", "updated")
    scene.emulator.send("PATCH", "/users/\(People.alex)", #"{"jobTitle":"Clerk"}"#)
    let item = try #require(try await scene.listener.items(1).first)
    let tenant = try #require(scene.emulator.get("/organization").values("id").first)
    #expect(
      JSONValue.object(item)
        == (try JSONValue.parse(
          """
          {"changeType":"updated","clientState":"secret","resource":"Users/\(People.alex)",
           "resourceData":{"@odata.type":"#Microsoft.Graph.User","@odata.id":"Users/\(People.alex)",
             "id":"\(People.alex)","organizationId":"\(tenant)","eventTime":"2026-01-31T08:15:30.0000000Z",
             "sequenceNumber":639054441300000000},
           "subscriptionExpirationDateTime":"2026-02-01T00:00:00Z","subscriptionId":"\(id)","tenantId":"\(tenant)"}
          """)))
    let call = try #require(scene.listener.calls.first)
    #expect(call.method == "POST")
    #expect(call.target == "/notify")
    #expect(call.headers[name: "content-type"] == "application/json; charset=utf-8")
  }

  @Test func eachChangeTypeIsToldToWhoWantsIt() async throws {
    let scene = try SubscribedEmulator()
    let all = try scene.subscribed("devices", "created,updated,deleted")
    let updates = try scene.subscribed("devices", "updated")
    let made = scene.emulator.send(
      "POST", "/devices",
      """
      {"accountEnabled":true,"displayName":"New","deviceId":"35333333-0000-4000-8000-000000000009",
       "operatingSystem":"linux","operatingSystemVersion":"1","alternativeSecurityIds":[{"type":2,"key":"Y3w="}]}
      """)
    let device = try #require(made["id"]?.stringValue, "\(made.text)")
    scene.emulator.send("PATCH", "/devices/\(device)", #"{"displayName":"Newer"}"#)
    scene.emulator.send("DELETE", "/devices/\(device)")
    let told = try await scene.listener.items(5).map {
      "\($0["subscriptionId"] == .string(all) ? "all" : "updates") \($0["changeType"]?.stringValue ?? "")"
    }
    #expect(
      told.sorted() == ["all created", "all deleted", "all updated", "updates updated", "updates updated"])
    #expect(
      Set(scene.listener.items.compactMap { $0["subscriptionId"]?.stringValue }) == [all, updates])
  }

  /// The service tells a user who can be restored as updated (subscription resource page).
  @Test func whoCanBeRestoredIsUpdated() async throws {
    let scene = try SubscribedEmulator()
    _ = try scene.subscribed("users", "updated,deleted")
    scene.emulator.send("DELETE", "/users/\(People.diego)")
    scene.emulator.send("DELETE", "/directory/deletedItems/\(People.diego)")
    let items = try await scene.listener.items(2)
    #expect(items.map { $0["changeType"] } == ["updated", "deleted"])
  }

  @Test func onlyTheObjectThatWasNamedCounts() async throws {
    let scene = try SubscribedEmulator()
    _ = try scene.subscribed("users/\(People.adele)", "updated")
    scene.emulator.send("PATCH", "/users/\(People.alex)", #"{"jobTitle":"Clerk"}"#)
    scene.emulator.send("PATCH", "/users/\(People.adele)", #"{"jobTitle":"Clerk"}"#)
    let items = try await scene.listener.items(1)
    #expect(items.map { $0["resource"] } == [.string("Users/\(People.adele)")])
  }

  @Test func membersAreTold() async throws {
    let scene = try SubscribedEmulator()
    let members = try scene.subscribed("groups/\(People.sales)/members", "updated")
    scene.emulator.send("PATCH", "/groups/\(People.sales)", #"{"displayName":"Sellers"}"#)
    scene.emulator.send(
      "POST", "/groups/\(People.sales)/members/$ref",
      #"{"@odata.id":"https://graph.microsoft.com/v1.0/directoryObjects/\#(People.alex)"}"#)
    scene.emulator.send("DELETE", "/groups/\(People.sales)/members/\(People.adele)/$ref")
    let items = try await scene.listener.items(2)
    #expect(items.allSatisfy { $0["subscriptionId"] == .string(members) })
    #expect(
      items.map { $0["resourceData"]?.objectValue?["members@delta"]?.text } == [
        #"[{"id":"\#(People.alex)"}]"#, #"[{"id":"\#(People.adele)","@removed":"deleted"}]"#,
      ])
  }

  @Test func oneRequestIsToldOnceForEachObject() async throws {
    let scene = try SubscribedEmulator()
    _ = try scene.subscribed("users", "updated")
    _ = try scene.subscribed("groups", "updated")
    let batch = (1...3).map {
      """
      {"id":"\($0)","method":"PATCH","url":"/users/\(People.alex)","headers":{"Content-Type":"application/json"},
       "body":{"jobTitle":"\($0)","city":"\($0)"}}
      """
    }
    let reply = scene.emulator.send("POST", "/$batch", #"{"requests":[\#(batch.joined(separator: ","))]}"#)
    #expect(reply.status == 200)
    scene.emulator.send(
      "PATCH", "/groups/\(People.sales)",
      #"{"members@odata.bind":["https://graph.microsoft.com/v1.0/directoryObjects/\#(People.alex)"]}"#)
    let items = try await scene.listener.items(4)
    #expect(items.count == 4)
    #expect(items.map { $0["resource"]?.stringValue?.prefix(6) } == ["Users/", "Users/", "Users/", "Groups"])
  }

  @Test func aRefusedRequestIsNotTold() async throws {
    let scene = try SubscribedEmulator()
    _ = try scene.subscribed("users", "created,updated,deleted")
    let taken =
      #"{"accountEnabled":true,"displayName":"Twin","mailNickname":"t","userPrincipalName":"adele@contoso.example","passwordProfile":{"password":"xWwvJ]6NMw+bWH-d"}}"#
    #expect(scene.emulator.send("POST", "/users", taken).status == 400)
    #expect(scene.emulator.send("PATCH", "/users/\(People.alex)", #"{"mailNickname":""}"#).status == 400)
    scene.emulator.send("PATCH", "/users/\(People.adele)", #"{"jobTitle":"Clerk"}"#)
    #expect(try await scene.listener.items(1).map { $0["resource"] } == [.string("Users/\(People.adele)")])
  }

  @Test func whoUnsubscribesHearsNoMore() async throws {
    let scene = try SubscribedEmulator()
    scene.listener.answer { Listener.token($0) == nil ? Response(status: 500) : nil }
    let id = try scene.subscribed("users", "updated")
    scene.emulator.send("PATCH", "/users/\(People.alex)", #"{"jobTitle":"Clerk"}"#)
    let store = try #require(scene.emulator.core.tenants.mainTenant).store
    #expect(try store.waitingEndpoints() == [scene.listener.url])
    scene.emulator.send("DELETE", "/subscriptions/\(id)")
    #expect(try store.waitingEndpoints().isEmpty)
    scene.emulator.send("PATCH", "/users/\(People.alex)", #"{"jobTitle":"Chief"}"#)
    #expect(try store.waitingEndpoints().isEmpty)
  }
}
