import JSON
import TestSupport

/// A tenant whose access packages change at random, by requests as clients send them, and by its clock.
struct RandomAccess {
  static let root = "/identityGovernance/entitlementManagement"
  let emulator: TestEmulator
  var random: RepeatableNumbers
  private var made = 0
  private var day = 1

  init(random: RepeatableNumbers) throws {
    emulator = try TestEmulator.frozen(Self.seed)
    self.random = random
  }

  /// Diego is signed in and may approve; two groups are in two catalogs.
  static let seed = """
    {"users": [{"id": "\(People.diego)", "userPrincipalName": "diego@contoso.example"},
               {"id": "\(People.alex)", "userPrincipalName": "alex@contoso.example", "mail": "alex@contoso.example"},
               {"id": "\(People.adele)", "userPrincipalName": "adele@contoso.example"}],
     "groups": [{"id": "\(People.sales)", "displayName": "Sales", "members@odata.bind": ["users/\(People.adele)"]},
                {"id": "22222222-0000-4000-8000-000000000002", "displayName": "Studio"}],
     "admin": {"cloudLicensing": {"allotments": [{"id": "exchange", "allottedUnits": 2, "skuId": "\(People.exchange)",
       "assignments": [{"id": "first", "assignedTo@odata.bind": "groups/\(People.sales)"}]}]}},
     "identityGovernance": {"entitlementManagement": {
       "accessPackageCatalogs": [{"id": "a", "displayName": "A"}, {"id": "b", "displayName": "B"}],
       "connectedOrganizations": [{"id": "f", "displayName": "Fabrikam", "identitySources": [
         {"@odata.type": "#microsoft.graph.domainIdentitySource", "domainName": "fabrikam.example"}]}]}},
     "settings": {"signIn": {"user": "\(People.diego)"}}}
    """

  /// Sends one request; some are refused, as those of real clients are.
  mutating func change() throws -> (request: String, status: Int) {
    switch Int.random(in: 0..<30, using: &random) {
    case 0: makeCatalogOrPackage()
    case 1, 2: onboard()
    case 3, 4: addRole()
    case 5, 6: makePolicy()
    case 7, 8, 9, 10, 11: ask()
    case 12: changeAssignment()
    case 13, 14: decide()
    case 15, 16: act()
    case 17, 18, 19, 20: delete()
    case 21: moveOrRefresh()
    case 22: refer()
    case 23, 24: changeMembers()
    case 25: try pass()
    case 26, 27: deleteAndRestore()
    default: patch()
    }
  }

  // MARK: Picking

  private mutating func send(_ method: String, _ path: String, _ body: String? = nil) -> (String, Int) {
    ("\(method) \(path) \(body ?? "")", emulator.send(method, path, body).status)
  }

  /// Some object of a collection.
  private mutating func one(_ path: String) -> String {
    let ids = emulator.get("\(path)?$select=id&$top=999").values("id")
    return ids.isEmpty ? People.nobody : random.pick(ids)
  }

  private mutating func one(of set: String) -> String { one("\(Self.root)/\(set)") }

  private mutating func path(of set: String) -> String { "\(Self.root)/\(set)/\(one(of: set))" }

  private mutating func number(_ limit: Int) -> Int { Int.random(in: 0..<limit, using: &random) }

  // MARK: Making

  private mutating func makeCatalogOrPackage() -> (String, Int) {
    made += 1
    guard random.oneIn(4) else {
      return send(
        "POST", "\(Self.root)/accessPackages",
        #"{"displayName": "P\#(made)", "catalogId": "\#(one(of: "accessPackageCatalogs"))"}"#)
    }
    return send("POST", "\(Self.root)/accessPackageCatalogs", #"{"displayName": "C\#(made)"}"#)
  }

  private mutating func onboard() -> (String, Int) {
    let type = random.pick(["AdminAdd", "AdminAdd", "AdminAdd", "AdminRemove", "AdminUpdate"])
    let isSite = random.oneIn(4)
    let system = isSite ? "SharePointOnline" : "AadGroup"
    let origin = isSite ? "https://s/\(number(2))" : one("/groups")
    return send(
      "POST", "\(Self.root)/accessPackageResourceRequests",
      """
      {"catalogId": "\(one(of: "accessPackageCatalogs"))", "requestType": "\(type)", "accessPackageResource": {
        "originSystem": "\(system)", "originId": "\(origin)"}}
      """)
  }

  private mutating func addRole() -> (String, Int) {
    let package = one(of: "accessPackages")
    let catalog =
      emulator.get("\(Self.root)/accessPackages/\(package)")["catalogId"]?.stringValue ?? People.nobody
    let resources = "\(Self.root)/accessPackageCatalogs/\(catalog)/accessPackageResources"
    let resource = one(resources)
    let roles = emulator.get("\(resources)/\(resource)/accessPackageResourceRoles").items
    let origin = roles.isEmpty ? "x" : random.pick(roles)["originId"]?.stringValue ?? "y"
    let scope = emulator.get("\(resources)/\(resource)")["originId"]?.stringValue ?? "z"
    return send(
      "POST", "\(Self.root)/accessPackages/\(package)/accessPackageResourceRoleScopes",
      """
      {"accessPackageResourceRole": {"originId": "\(origin)", "originSystem": "AadGroup",
         "accessPackageResource": {"id": "\(resource)"}},
       "accessPackageResourceScope": {"originId": "\(scope)", "originSystem": "AadGroup"}}
      """)
  }

  private mutating func makePolicy() -> (String, Int) {
    made += 1
    let approvers = ##"[{"@odata.type": "#microsoft.graph.singleUser", "id": "\##(People.diego)"}]"##
    let stages = (0..<number(3)).map { _ in
      #"{"approvalStageTimeOutInDays": \#(number(9)), "primaryApprovers": \#(approvers)}"#
    }
    return send(
      "POST", "\(Self.root)/accessPackageAssignmentPolicies",
      """
      {"accessPackageId": "\(one(of: "accessPackages"))", "displayName": "Q\(made)", "durationInDays": \(number(30)),
       "requestorSettings": {"scopeType": "AllExistingDirectorySubjects", "acceptRequests": true, "allowedRequestors": []},
       "requestApprovalSettings": {"isApprovalRequired": \(!stages.isEmpty), "approvalMode": "Serial",
         "approvalStages": [\(stages.joined(separator: ","))]},
       "questions": [{"@odata.type": "#microsoft.graph.accessPackageTextInputQuestion", "isRequired": false,
         "text": {"defaultText": "why"}}]}
      """)
  }

  // MARK: Requests

  private mutating func schedule() -> String {
    let start = random.oneIn(3) ? "2026-0\(2 + number(3))-1\(number(9))T00:00:00Z" : nil
    return DateScene.schedule(start, random.oneIn(3) ? "P\(1 + number(40))D" : nil)
  }

  private mutating func ask() -> (String, Int) {
    let policy = one(of: "accessPackageAssignmentPolicies")
    let package = emulator.get("\(Self.root)/accessPackageAssignmentPolicies/\(policy)")["accessPackageId"]?
      .stringValue
    let target =
      random.oneIn(4)
      ? #""target": {"email": "guest\#(number(4))@fabrikam.example"}"# : #""targetId": "\#(one("/users"))""#
    let type = random.pick(["AdminAdd", "AdminAdd", "UserAdd", "OnBehalfAdd"])
    return send(
      "POST", "\(Self.root)/accessPackageAssignmentRequests",
      """
      {"requestType": "\(type)", "schedule": \(schedule()), "justification": "j", "isValidationOnly": \(random.oneIn(9)),
       "accessPackageAssignment": {"accessPackageId": "\(package ?? People.nobody)",
         "assignmentPolicyId": "\(policy)", \(target)}}
      """)
  }

  private mutating func changeAssignment() -> (String, Int) {
    let type = random.pick(["AdminUpdate", "UserExtend", "AdminRemove", "UserRemove"])
    return send(
      "POST", "\(Self.root)/accessPackageAssignmentRequests",
      """
      {"requestType": "\(type)", "schedule": \(schedule()),
       "accessPackageAssignment": {"id": "\(one(of: "accessPackageAssignments"))"}}
      """)
  }

  private mutating func decide() -> (String, Int) {
    let waiting = emulator.get(
      "\(Self.root)/accessPackageAssignmentRequests?$filter=requestState%20eq%20'PendingApproval'&$select=id"
    )
    .values("id")
    let steps =
      "\(Self.root)/accessPackageAssignmentApprovals/\(waiting.isEmpty ? "x" : random.pick(waiting))/steps"
    return send(
      "PATCH", "\(steps)/\(one(steps))",
      #"{"reviewResult": "\#(random.pick(["Approve", "Approve", "Deny"]))", "justification": "ok"}"#)
  }

  private mutating func act() -> (String, Int) {
    switch number(3) {
    case 0: send("POST", "\(path(of: "accessPackageAssignmentRequests"))/cancel")
    case 1: send("POST", "\(path(of: "accessPackageAssignmentRequests"))/reprocess")
    default: send("POST", "\(path(of: "accessPackageAssignments"))/reprocess")
    }
  }

  // MARK: Taking away

  private static let deletions = [
    "accessPackageAssignments", "accessPackageAssignments", "accessPackageAssignmentRequests",
    "accessPackages",
    "accessPackageAssignmentPolicies", "accessPackageCatalogs", "accessPackageResources", "subjects",
    "accessPackageResourceRoleScopes", "accessPackageAssignmentResourceRoles",
    "accessPackageResourceRequests",
    "connectedOrganizations",
  ]

  private static let inner = [
    ("accessPackageAssignments", "accessPackage"),
    ("accessPackageAssignments", "accessPackageAssignmentPolicy"),
    ("accessPackageAssignments", "target"), ("accessPackageAssignmentRequests", "requestor"),
    ("accessPackageResourceRoleScopes", "accessPackageResourceRole"),
    ("accessPackageResourceRoleScopes", "accessPackageResourceScope"),
    ("accessPackageAssignmentResourceRoles", "accessPackageSubject"),
    ("accessPackageAssignmentResourceRoles", "accessPackageResourceRole"),
    ("accessPackageAssignmentResourceRoles", "accessPackageResourceScope"),
    ("accessPackageAssignmentResourceRoles", "accessPackageResourceRole/accessPackageResource"),
    ("accessPackageResourceRequests", "requestor"),
  ]

  private mutating func delete() -> (String, Int) {
    switch number(4) {
    case 0:
      let (set, member) = random.pick(Self.inner)
      return send("DELETE", "\(path(of: set))/\(member)")
    case 1:
      let part = random.pick([
        "accessPackageResourceRoles", "accessPackageResourceScopes", "accessPackageResources",
      ])
      let parts = "\(path(of: "accessPackageCatalogs"))/\(part)"
      return send("DELETE", "\(parts)/\(one(parts))")
    default: return send("DELETE", path(of: random.pick(Self.deletions)))
    }
  }

  private mutating func moveOrRefresh() -> (String, Int) {
    guard random.oneIn(2) else { return send("POST", "\(path(of: "accessPackageResources"))/refresh") }
    return send(
      "POST", "\(path(of: "accessPackages"))/moveToCatalog",
      #"{"catalogId": "\#(one(of: "accessPackageCatalogs"))"}"#)
  }

  private mutating func refer() -> (String, Int) {
    let package = path(of: "accessPackages")
    let organization = path(of: "connectedOrganizations")
    let (list, other) = random.pick([
      ("\(package)/incompatibleAccessPackages", "\(Self.root)/accessPackages"),
      ("\(package)/incompatibleGroups", "/groups"), ("\(organization)/internalSponsors", "/users"),
      ("\(organization)/externalSponsors", "/users"),
    ])
    guard random.oneIn(3) else {
      return send(
        "POST", "\(list)/$ref", #"{"@odata.id": "https://graph.microsoft.com/beta\#(other)/\#(one(other))"}"#)
    }
    return send("DELETE", "\(list)/\(one(list))/$ref")
  }

  // MARK: The directory and the clock

  private mutating func changeMembers() -> (String, Int) {
    let list = "/groups/\(one("/groups"))/\(random.pick(["members", "owners"]))"
    guard random.oneIn(2) else { return send("DELETE", "\(list)/\(one(list))/$ref") }
    return send(
      "POST", "\(list)/$ref", #"{"@odata.id": "https://graph.microsoft.com/beta/users/\#(one("/users"))"}"#)
  }

  private mutating func deleteAndRestore() -> (String, Int) {
    let set = random.pick(["users", "users", "groups"])
    let items = "/directory/deletedItems/microsoft.graph.\(set.dropLast())"
    switch number(6) {
    case 0: return send("DELETE", "/\(set)/\(one("/\(set)"))")
    case 1: return send("DELETE", "/directory/deletedItems/\(one(items))")
    case 2, 3: return send("POST", "/directory/deletedItems/\(one(items))/restore")
    case 4:
      made += 1
      return send(
        "POST", "/users",
        """
        {"accountEnabled": true, "displayName": "U\(made)", "mailNickname": "u\(made)",
         "userPrincipalName": "u\(made)@contoso.example", "passwordProfile": {"password": "xWwvJ]6NMw+bWH-d"}}
        """)
    default:
      made += 1
      return send(
        "POST", "/groups",
        """
        {"displayName": "G\(made)", "mailEnabled": false, "mailNickname": "g\(made)", "securityEnabled": true}
        """)
    }
  }

  private mutating func pass() throws -> (String, Int) {
    day += 1 + number(6)
    let now =
      "2026-\(day / 28 + 1 < 10 ? "0" : "")\(day / 28 + 1)-\(day % 28 < 9 ? "0" : "")\(day % 28 + 1)T08:00:00Z"
    try emulator.load(#"{"clock": {"mode": "frozen", "now": "\#(now)"}}"#)
    return ("clock \(now)", emulator.get("/users?$top=1").status)
  }

  private mutating func patch() -> (String, Int) {
    let name = #"{"displayName": "N\#(number(9))"}"#
    switch number(6) {
    case 0:
      return send(
        "PATCH", path(of: "accessPackages"), #"{"displayName": "N", "isHidden": \#(random.oneIn(2))}"#)
    case 1: return send("PATCH", path(of: "accessPackageCatalogs"), name)
    case 2: return send("PATCH", path(of: "subjects"), #"{"subjectLifecycle": "governed"}"#)
    case 3: return send("PATCH", "/groups/\(one("/groups"))", #"{"securityEnabled": \#(random.oneIn(2))}"#)
    case 4: return send("PATCH", "/users/\(one("/users"))", #"{"mail": "alex\#(number(3))@contoso.example"}"#)
    default:
      return send("PATCH", "\(Self.root)/settings", #"{"daysUntilExternalUserDeletedAfterBlocked": 5}"#)
    }
  }
}
