import JSON
import Seeding
import TestSupport
import Testing

/// Whatever dates, durations and numbers of days come, in requests, seeds and clocks, there is an answer, and what was
/// taken can be loaded again.
@Suite struct DatePropertyTests {
  @Test(arguments: RandomTest.seeds(1, 2, 3)) func everyDateIsAnswered(seed: UInt64) throws {
    var dates = RandomDates(scene: try DateScene(), random: RandomTest.numbers(seed: seed))
    for step in 0..<250 {
      let (what, status) = try dates.next()
      #expect(status < 500, "step \(step): \(what)")
      #expect(dates.scene.answers, "after step \(step): \(what)")
    }
    #expect(dates.statuses[200, default: 0] + dates.statuses[201, default: 0] > 50)
    #expect(dates.statuses[400, default: 0] > 30)
    let other = try TestEmulator(dates.scene.emulator.export())
    #expect(other.get("/users?$top=1").status == 200)
  }
}

/// Makes requests, seeds and clocks of dates that are near the ends of something more often than not.
private struct RandomDates {
  let scene: DateScene
  var random: RepeatableNumbers
  private(set) var statuses: [Int: Int] = [:]
  private var made = 0

  init(scene: DateScene, random: RepeatableNumbers) {
    self.scene = scene
    self.random = random
  }

  /// What was sent, and the status of the answer; 200 and 400 for loads.
  mutating func next() throws -> (what: String, status: Int) {
    let (what, status) = try step()
    statuses[status, default: 0] += 1
    return (what, status)
  }

  private mutating func step() throws -> (String, Int) {
    switch Int.random(in: 0..<9, using: &random) {
    case 0, 1: ask()
    case 2: extend()
    case 3: makePolicy()
    case 4: changeUser()
    case 5: query()
    case 6: try load(clock())
    case 7: try load(objects())
    default:
      send(
        "POST", "/deviceManagement/deviceConfigurations/\(DateScene.rollout)/extendQualityUpdatesPause", "{}")
    }
  }

  private func send(_ method: String, _ path: String, _ body: String? = nil) -> (String, Int) {
    ("\(method) \(path) \(body ?? "")", scene.emulator.send(method, path, body).status)
  }

  private func load(_ seed: String) throws -> (String, Int) {
    do { try scene.emulator.load(seed) } catch is SeedMistake { return (seed, 400) }
    return (seed, 200)
  }

  // MARK: Requests

  private mutating func schedule() -> String {
    DateScene.schedule(random.oneIn(3) ? nil : moment(), random.oneIn(4) ? nil : duration())
  }

  private mutating func ask() -> (String, Int) {
    let body = """
      {"requestType": "AdminAdd", "schedule": \(schedule()), "accessPackageAssignment": {
        "accessPackageId": "\(People.package)", "assignmentPolicyId": "\(policy())",
        "target": {"email": "guest\(made)@fabrikam.example"}}}
      """
    made += 1
    return send("POST", DateScene.requests, body)
  }

  private mutating func extend() -> (String, Int) {
    let ids = scene.emulator.get("\(DateScene.assignments)?$select=id&$top=999").values("id")
    return send(
      "POST", DateScene.requests,
      """
      {"requestType": "\(random.pick(["AdminUpdate", "UserExtend", "AdminRemove"]))", "schedule": \(schedule()),
       "accessPackageAssignment": {"id": "\(ids.isEmpty ? People.nobody : random.pick(ids))"}}
      """)
  }

  private mutating func policy() -> String {
    let ids = scene.emulator.get("\(DateScene.policies)?$select=id&$top=999").values("id")
    return random.pick(ids)
  }

  private mutating func makePolicy() -> (String, Int) {
    let body = """
      {"accessPackageId": "\(People.package)", "displayName": "p", "durationInDays": \(days()),
       "requestApprovalSettings": {"isApprovalRequired": true, "approvalStages": [
         {"approvalStageTimeOutInDays": \(days())}]}}
      """
    return random.oneIn(3)
      ? send("PUT", "\(DateScene.policies)/\(policy())", body) : send("POST", DateScene.policies, body)
  }

  private mutating func changeUser() -> (String, Int) {
    let name = random.pick(["employeeHireDate", "birthday", "hireDate", "employeeLeaveDateTime"])
    return send("PATCH", "/users/\(People.alex)", "{\"\(name)\": \"\(moment())\"}")
  }

  private mutating func query() -> (String, Int) {
    let time = "createdDateTime \(random.pick(["add", "sub"])) duration'\(duration())'"
    let condition = random.pick([
      "\(time) gt \(moment())", "year(\(time)) eq 2026", "cast(\(time),Edm.String) eq 'x'",
      "totalseconds(now() sub \(moment())) gt 1e300", "date(\(time)) eq 9999-12-31",
      "time(\(time)) eq 10:00:00",
      "(\(time)) \(random.pick(["add", "sub"])) duration'\(duration())' lt now()",
    ])
    let set = random.pick([DateScene.policies, "/deviceManagement/deviceConfigurations", "/users"])
    return send("GET", "\(set)?$filter=\(condition.replacing("+", with: "%2B").replacing(" ", with: "%20"))")
  }

  // MARK: Seeds

  private mutating func clock() -> String {
    random.oneIn(3)
      ? #"{"clock": {"mode": "offset", "offset": "\#(duration())"}}"#
      : #"{"clock": {"mode": "frozen", "now": "\#(moment())"}}"#
  }

  private mutating func objects() -> String {
    made += 1
    switch Int.random(in: 0..<4, using: &random) {
    case 0: return DateScene.seed(policy: #", "durationInDays": \#(days())"#)
    case 1:
      return DateScene.seed(
        more: """
          "accessPackageAssignments": [{"accessPackageId": "\(People.package)", "schedule": \(schedule()),
            "target": {"email": "guest\(made)@fabrikam.example"}}],
          """)
    case 2:
      return """
        {"admin": {"cloudLicensing": {"allotments": [{"id": "a", "allottedUnits": \(random.pick(NumberEnds.integers)),
           "@emulator.holders": [{"principal": "users/\(People.diego)", "grantedDateTime": "\(moment())"}],
           "assignments": [{"id": "d", "assignedTo@odata.bind": "users/\(People.diego)",
             "@emulator.updatedDateTime": "\(moment())"}]}]}}}
        """
    default:
      return """
        {"directory": {"deletedItems": [{"@odata.type": "#microsoft.graph.user",
          "userPrincipalName": "gone\(made)@contoso.example", "deletedDateTime": "\(moment())"}]}}
        """
    }
  }

  // MARK: Values

  private mutating func days() -> Int64 {
    random.oneIn(2) ? random.pick(NumberEnds.integers) : Int64.random(in: -10...4_000_000, using: &random)
  }

  private mutating func moment() -> String {
    switch Int.random(in: 0..<6, using: &random) {
    case 0: "\(random.pick(["0001-01-01", "9999-12-31", "10000-01-01"]))T00:00:00Z"
    case 1:
      random.pick([
        "0001-01-01T00:00:00.0000001Z", "9999-12-31T23:59:59.9999999Z", "9999-12-31T23:59:59-14:59",
      ])
    case 2:
      "\(random.digits(4...4))-\(random.pick(["01", "02", "12"]))-\(random.pick(["01", "29", "31"]))T10:00:00Z"
    default: "20\(random.digits(2...2))-0\(Int.random(in: 1...9, using: &random))-15T08:00:00Z"
    }
  }

  private mutating func duration() -> String {
    let sign = random.pick(["", "", "-"])
    return switch Int.random(in: 0..<5, using: &random) {
    case 0: "\(sign)PT0.0000001S"
    case 1: "\(sign)P\(days().magnitude)D"
    case 2: "\(sign)PT\(random.digits(1...14))S"
    case 3: "\(sign)P\(random.digits(1...9))D"
    default: "\(sign)P\(random.digits(1...2))DT\(random.digits(1...2))H"
    }
  }
}
