import GRDB
import GraphEmulatorKit
import GraphService
import GraphStore
import JSON
import Locks
import Tenants
import TestSupport
import Testing

/// 64 clients at once over one pool: no unit is lost, none is counted twice.
@Suite struct LicenseRaceTests {
  static let units = 100
  static let people = 300
  static let pool = "/admin/cloudLicensing/allotments/pool"
  static let team = "22222222-0000-4000-8000-000000000001"

  @Test func aPoolOfHundredForThreeHundred() throws {
    let emulator = try TestEmulator(Self.seed)
    let replies = Self.everybodyAsks(emulator)
    #expect(replies.map(\.status) == Array(repeating: 201, count: Self.people))
    #expect(Set(replies.compactMap { $0["id"]?.stringValue }).count == Self.people)
    #expect(emulator.get("\(Self.pool)/assignments/$count").text == "300")
    #expect(emulator.get("\(Self.pool)?$select=consumedUnits")["consumedUnits"] == .number(Self.units))

    let arrivals = try Self.ids(
      emulator, "SELECT p.id FROM assignment a JOIN directoryObject p ON p.key = a.assignedTo ORDER BY a.key")
    #expect(Set(arrivals).count == Self.people)
    let holders = arrivals.filter { Self.holds($0, emulator) }
    #expect(holders == Array(arrivals.prefix(Self.units)))

    let waiting = Self.waiting(emulator)
    #expect(waiting.map(\.id) == Array(arrivals.dropFirst(Self.units)))
    #expect(waiting.map(\.since) == waiting.map(\.since).sorted())
    #expect(try LicensingInvariants.violations(emulator.core) == [])
  }

  @Test(arguments: RandomTest.seeds(1)) func everythingChangesAtOnce(seed: UInt64) throws {
    let numbers = RandomTest.numbers(seed: seed)
    let emulator = try TestEmulator(Self.seed)
    _ = Self.everybodyAsks(emulator)
    let assignments = try Self.assignments(emulator)
    let surprises = Collected<String>()
    let accepted = Collected<String>()
    Race.run(threads: 64) { number in
      var numbers = numbers.branch(number)
      for _ in 0..<12 {
        let change = Change(&numbers, assignments)
        let reply = emulator.send(change.method, change.path, change.body)
        if !change.answers.contains(reply.status) {
          surprises.add("\(change): \(reply.status) \(reply.text)")
        }
        if reply.status < 300 { accepted.add("\(change)") }
        if let surprise = Self.unrest(emulator) { surprises.add(surprise) }
      }
    }
    #expect(surprises.all == [])
    #expect(accepted.all.count > 200, "hardly any change was accepted")
    #expect(try LicensingInvariants.violations(emulator.core) == [])
    Self.checkThroughTheAPI(emulator)
  }

  // MARK: Requests

  static func user(_ number: Int) -> String {
    let digits = String(number)
    return "11111111-0000-4000-8000-" + String(repeating: "0", count: 12 - digits.count) + digits
  }

  static let seed: String = {
    let users = (0..<people).map { #"{"id":"\#(user($0))","userPrincipalName":"u\#($0)@contoso.example"}"# }
    return """
      {"users": [\(users.joined(separator: ","))],
       "groups": [{"id": "\(team)", "displayName": "Team"}],
       "admin": {"cloudLicensing": {
         "allotments": [{"id": "pool", "allottedUnits": \(units), "skuId": "\(People.exchange)"}],
         "assignments": []}}}
      """
  }()

  static let body =
    #"{"allotment@odata.bind":"admin/cloudLicensing/allotments/pool","disabledServicePlanIds":[]}"#

  /// Each of the 64 takes the next person in turn.
  private static func everybodyAsks(_ emulator: TestEmulator) -> [Reply] {
    let replies = Collected<Reply>()
    let next = NextNumber(below: people)
    Race.run(threads: 64) { _ in
      while let number = next.take() {
        replies.add(emulator.send("POST", "/users/\(user(number))/cloudLicensing/assignments", body))
      }
    }
    return replies.all
  }

  /// Ids of the assignments by assignee, the team's too: one made again has its old id.
  private static func assignments(_ emulator: TestEmulator) throws -> [String: String] {
    let ofTeam = emulator.send("POST", "/groups/\(team)/cloudLicensing/assignments", body)
    let list = all("\(pool)/assignments?$select=id&$expand=assignedTo($select=id)&$top=999", emulator)
    let ids = list.reduce(into: [String: String]()) { ids, assignment in
      guard let assignee = assignment["assignedTo"]?.objectValue?["id"]?.stringValue else { return }
      ids[assignee] = assignment["id"]?.stringValue
    }
    #expect(ids[team] == ofTeam["id"]?.stringValue)
    #expect(ids.count == people + 1)
    return ids
  }

  /// One thing that a client may do meanwhile, with the statuses that are right at some moment.
  struct Change: CustomStringConvertible {
    let method: String
    let path: String
    var body: String?
    let answers: Set<Int>

    init(_ numbers: inout RepeatableNumbers, _ assignments: [String: String]) {
      let id = user(Int.random(in: 0..<people, using: &numbers))
      let path = "/users/\(id)/cloudLicensing/assignments"
      switch Int.random(in: 0..<12, using: &numbers) {
      case 0..<3:
        (method, self.path, answers) = ("DELETE", "\(path)/\(assignments[id] ?? "")", [204, 404])
      case 3..<5:
        (method, self.path, body, answers) = ("POST", path, LicenseRaceTests.body, [201, 404, 409])
      case 5..<8:
        let reference = #"{"@odata.id":"users/\#(id)"}"#
        (method, self.path, body, answers) = (
          "POST", "/groups/\(team)/members/$ref", reference, [204, 400, 404]
        )
      case 8..<10:
        (method, self.path, answers) = ("DELETE", "/groups/\(team)/members/\(id)/$ref", [204, 404])
      case 10: (method, self.path, answers) = ("DELETE", "/users/\(id)", [204, 404])
      default:
        let ofTeam = "/groups/\(team)/cloudLicensing/assignments"
        if Bool.random(using: &numbers) {
          (method, self.path, body, answers) = ("POST", ofTeam, LicenseRaceTests.body, [201, 409])
        } else {
          (method, self.path, answers) = ("DELETE", "\(ofTeam)/\(assignments[team] ?? "")", [204, 404])
        }
      }
    }

    var description: String { "\(method) \(path)" }
  }

  // MARK: What must hold

  /// A sentence when one look at the pool shows what may never be.
  private static func unrest(_ emulator: TestEmulator) -> String? {
    let reply = emulator.get("\(pool)?$select=consumedUnits&$expand=waitingMembers($select=id)")
    guard let used = reply["consumedUnits"]?.intValue, let waiting = reply["waitingMembers"]?.arrayValue
    else {
      return reply.text
    }
    return used == units || (used < units && waiting.isEmpty) ? nil : "\(used) used, \(waiting.count) wait"
  }

  private static func checkThroughTheAPI(_ emulator: TestEmulator) {
    let assignees = all("\(pool)/assignments?$select=id&$expand=assignedTo($select=id)&$top=999", emulator)
      .compactMap { $0["assignedTo"]?.objectValue?["id"]?.stringValue }
    let members = all("/groups/\(team)/members?$select=id&$top=999", emulator).compactMap {
      $0["id"]?.stringValue
    }
    let entitled = Set(assignees).subtracting([team]).union(assignees.contains(team) ? members : [])
    let holders = (0..<people).map(user).filter { holds($0, emulator) }
    let waiting = waiting(emulator).map(\.id)
    #expect(Set(assignees).count == assignees.count)
    #expect(Set(holders).isDisjoint(with: waiting))
    #expect(Set(holders).union(waiting) == entitled)
    #expect(Set(waiting).count == waiting.count)
    #expect(holders.count == min(units, entitled.count))
    #expect(emulator.get("\(pool)?$select=consumedUnits")["consumedUnits"] == .number(holders.count))
    #expect(
      emulator.get("/subscribedSkus?$select=consumedUnits").items.map { $0["consumedUnits"] } == [
        .number(holders.count)
      ])
  }

  // MARK: Looking

  private static func ids(_ emulator: TestEmulator, _ sql: String) throws -> [String] {
    let tenant = try #require(emulator.core.tenants.mainTenant)
    return try tenant.store.direct { try String.fetchAll($0, sql: sql) }
  }

  private static func holds(_ user: String, _ emulator: TestEmulator) -> Bool {
    !emulator.get("/users/\(user)/cloudLicensing/usageRights?$select=id").items.isEmpty
  }

  private static func waiting(_ emulator: TestEmulator) -> [(id: String, since: String)] {
    all("\(pool)/waitingMembers?$expand=assignedTo($select=id)&$top=999", emulator).compactMap { member in
      guard let id = member["assignedTo"]?.objectValue?["id"]?.stringValue,
        let since = member["waitingSinceDateTime"]?.stringValue
      else { return nil }
      return (id, since)
    }
  }

  private static func all(_ path: String, _ emulator: TestEmulator) -> [JSONObject] {
    emulator.get(path).items
  }
}

/// Hands out the numbers from zero on, each to one thread.
///
/// A class because threads share it.
private final class NextNumber: Sendable {
  private let limit: Int
  private let number = Lock(0)

  init(below limit: Int) { self.limit = limit }

  func take() -> Int? {
    number.withLock { number in
      guard number < limit else { return nil }
      defer { number += 1 }
      return number
    }
  }
}
