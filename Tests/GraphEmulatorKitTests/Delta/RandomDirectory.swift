import JSON
import TestSupport

/// A tenant whose users, groups, links and licenses change at random, by requests as clients send them.
struct RandomDirectory {
  let emulator: TestEmulator
  var random: RepeatableNumbers
  /// Requests that were accepted.
  private(set) var effects = 0
  private var made = 0

  init(emulator: TestEmulator, random: RepeatableNumbers) {
    self.emulator = emulator
    self.random = random
  }

  /// A pool of two units and one of many; pages of three objects.
  static let seed = """
    {"users": [\((0..<8).map { #"{"id":"\#(PagingTests.user($0))","userPrincipalName":"u\#($0)@contoso.example","usageLocation":"DE"}"# }.joined(separator: ","))],
     "groups": [\((1...4).map { #"{"id":"22222222-0000-4000-8000-00000000000\#($0)","displayName":"Group \#($0)","members@odata.bind":["users/u\#($0)@contoso.example"]}"# }.joined(separator: ","))],
     "devices": [\((1...4).map { #"{"id":"33333333-0000-4000-8000-00000000000\#($0)","displayName":"Device \#($0)","deviceId":"34333333-0000-4000-8000-00000000000\#($0)"}"# }.joined(separator: ","))],
     "admin": {"cloudLicensing": {"allotments": [
       {"id": "exchange", "allottedUnits": 2, "skuId": "\(People.exchange)",
        "services": [{"planId": "\(plan)", "planName": "EXCHANGE"}]},
       {"id": "powerBI", "allottedUnits": 50, "skuId": "\(People.powerBI)"}]}},
     "settings": {"pageSize": 3, "overCapacity": "wait"}}
    """

  static let plan = "9aaf7827-d63c-4b61-89c3-182f06f82e5c"

  mutating func number(_ limit: Int) -> Int { Int.random(in: 0..<max(limit, 1), using: &random) }

  mutating func chance(_ share: Double) -> Bool { Double.random(in: 0..<1, using: &random) < share }

  /// Sends one request; some are refused, as those of real clients are.
  mutating func change() {
    let reply =
      switch number(16) {
      case 0: makeUser()
      case 1, 2: changeUser()
      case 3: deleteUser()
      case 4: restore()
      case 5: purge()
      case 6: makeGroup()
      case 7: changeGroup()
      case 8: emulator.send("DELETE", "/groups/\(one("/groups"))")
      case 9, 10: join()
      case 11: leave()
      case 12: setManager()
      case 13: emulator.send("DELETE", "/users/\(one("/users"))/manager/$ref")
      case 14: assign("/users/\(one("/users"))")
      default: chance(0.3) ? changeDevice() : assign("/groups/\(one("/groups"))")
      }
    if reply.status < 300 { effects += 1 }
  }

  /// Some object of a set.
  private mutating func one(_ set: String) -> String {
    let ids = emulator.get("\(set)?$select=id&$top=999").values("id")
    return ids.isEmpty ? People.nobody : ids[number(ids.count)]
  }

  private func reference(_ id: String) -> String {
    #"{"@odata.id":"https://graph.microsoft.com/beta/directoryObjects/\#(id)"}"#
  }

  // MARK: Users

  private mutating func makeUser() -> Reply {
    made += 1
    return emulator.send(
      "POST", "/users",
      """
      {"accountEnabled":true,"displayName":"New \(made)","mailNickname":"n\(made)","jobTitle":"Cook","usageLocation":"DE",
       "userPrincipalName":"n\(made)@contoso.example","passwordProfile":{"password":"xWwvJ]6NMw+bWH-d"}}
      """)
  }

  private mutating func changeUser() -> Reply {
    let title = chance(0.3) ? "null" : "\"Title \(number(3))\""
    let names = [
      "\"jobTitle\":\(title)", "\"displayName\":\"Name \(number(4))\"",
      "\"businessPhones\":[\"\(number(9))\"]",
    ]
    let body = names.filter { _ in chance(0.5) }.joined(separator: ",")
    return emulator.send("PATCH", "/users/\(one("/users"))", "{\(body.isEmpty ? names[0] : body)}")
  }

  private mutating func deleteUser() -> Reply { emulator.send("DELETE", "/users/\(one("/users"))") }

  private mutating func deletedItem() -> String {
    one("/directory/deletedItems/microsoft.graph.\(chance(0.7) ? "user" : "group")")
  }

  private mutating func restore() -> Reply {
    emulator.send("POST", "/directory/deletedItems/\(deletedItem())/restore")
  }

  private mutating func purge() -> Reply {
    emulator.send("DELETE", "/directory/deletedItems/\(deletedItem())")
  }

  private mutating func setManager() -> Reply {
    let user = one("/users")
    return emulator.send("PUT", "/users/\(user)/manager/$ref", reference(one("/users")))
  }

  // MARK: Groups

  private mutating func makeGroup() -> Reply {
    made += 1
    let members = (0..<number(4)).map { _ in "https://graph.microsoft.com/beta/users/\(one("/users"))" }
    return emulator.send(
      "POST", "/groups",
      """
      {"displayName":"New \(made)","mailEnabled":false,"mailNickname":"g\(made)","securityEnabled":true,
       "members@odata.bind":\(JSONValue.array(Set(members).sorted().map(JSONValue.string)).text)}
      """)
  }

  private mutating func changeGroup() -> Reply {
    let description = chance(0.3) ? "null" : "\"Text \(number(3))\""
    return emulator.send("PATCH", "/groups/\(one("/groups"))", "{\"description\":\(description)}")
  }

  private mutating func join() -> Reply {
    let set = chance(0.8) ? "/users" : "/devices"
    let group = one("/groups")
    return emulator.send("POST", "/groups/\(group)/members/$ref", reference(one(set)))
  }

  private mutating func leave() -> Reply {
    let group = one("/groups")
    return emulator.send("DELETE", "/groups/\(group)/members/\(one("/groups/\(group)/members"))/$ref")
  }

  // MARK: Devices and licenses

  private mutating func changeDevice() -> Reply {
    let device = one("/devices")
    guard chance(0.7) else { return emulator.send("DELETE", "/devices/\(device)") }
    return emulator.send("PATCH", "/devices/\(device)", #"{"displayName":"Device \#(number(5))"}"#)
  }

  private mutating func assign(_ path: String) -> Reply {
    let sku = chance(0.6) ? People.exchange : People.powerBI
    let disabled = sku == People.exchange && chance(0.3) ? "\"\(Self.plan)\"" : ""
    return emulator.send(
      "POST", "\(path)/assignLicense",
      chance(0.6)
        ? #"{"addLicenses":[{"skuId":"\#(sku)","disabledPlans":[\#(disabled)]}],"removeLicenses":[]}"#
        : #"{"addLicenses":[],"removeLicenses":["\#(sku)"]}"#)
  }
}
