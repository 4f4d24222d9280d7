import Workloads
import GraphStore
import JSON
import Testing

@Suite struct DeliveryTests {
  @Test func anAdministratorAssigns() throws {
    let scene = try PackageScene()
    let request = try scene.post("AdminAdd", for: scene.diego, policy: scene.direct)
    #expect(try scene.state(request) == "Submitted/Accepted")
    #expect(request.string("completedDate") == nil)
    #expect(try scene.members == [])
    try scene.settle()
    #expect(try scene.state(request) == "Delivered/Fulfilled")
    let assignment = try #require(try scene.assignment(of: request))
    #expect(try scene.state(assignment) == "Delivered/Delivered")
    #expect(try scene.members == [scene.diego.id])
    #expect(try scene.resourceRoles == ["Fulfilled"])
    let subject: [String] = try scene.tenant.column(
      "SELECT json_extract(properties, '$.objectId') || json_extract(properties, '$.type') FROM accessPackageSubject"
    )
    #expect(subject == [scene.diego.id + "User"])
  }

  @Test func deletionTakesTheMembershipBack() throws {
    let scene = try PackageScene()
    let assignment = try scene.delivered(to: scene.diego)
    try scene.tenant.write { try $0.delete(assignment) }
    #expect(try scene.members == [])
    #expect(try scene.resourceRoles == [])
    #expect(try scene.tenant.column("SELECT count(*) FROM accessPackageMembership") == [0])
    let requests: [String?] = try scene.tenant.column(
      "SELECT coalesce(accessPackageAssignment, 'none') FROM accessPackageAssignmentRequest")
    #expect(requests == ["none"])
    #expect(try scene.tenant.column("SELECT count(*) FROM accessPackageSubject") == [1])
  }

  @Test func directMembershipsStay() throws {
    let scene = try PackageScene()
    try scene.tenant.write { try $0.tie("group_members", scene.group, scene.diego) }
    let assignment = try scene.delivered(to: scene.diego)
    try scene.tenant.write { try $0.delete(assignment) }
    #expect(try scene.members == [scene.diego.id])
  }

  @Test func anotherRoleKeepsTheMembership() throws {
    let scene = try PackageScene()
    let other = try scene.tenant.write(.seed) { transaction in
      let catalog = try transaction.make("accessPackageCatalog", ["displayName": "Other"])
      let package = try transaction.make(
        "accessPackage", ["displayName": "Other"], references: ["accessPackageCatalog": catalog.key])
      try PackageScene.addGroup(scene.group, to: package, in: catalog, "Member", transaction)
      return package
    }
    let first = try scene.delivered(to: scene.diego)
    let second = try scene.tenant.write(.seed) { transaction in
      try transaction.make(
        "accessPackageAssignment",
        references: ["accessPackage": other.key, "target": try #require(first.references["target"])])
    }
    #expect(try scene.resourceRoles == ["Fulfilled", "Fulfilled"])
    try scene.tenant.write { try $0.delete(first) }
    #expect(try scene.members == [scene.diego.id])
    try scene.tenant.write { try $0.delete(second) }
    #expect(try scene.members == [])
  }

  @Test func assignmentsShareAResourceRole() throws {
    let scene = try PackageScene()
    let first = try scene.delivered(to: scene.diego)
    let second = try scene.tenant.write(.seed) { transaction in
      try transaction.make("accessPackageAssignment", references: first.references)
    }
    #expect(try scene.resourceRoles == ["Fulfilled"])
    try scene.tenant.write { try $0.delete(first) }
    #expect(try scene.resourceRoles == ["Fulfilled"])
    #expect(try scene.members == [scene.diego.id])
    try scene.tenant.write { try $0.delete(second) }
    #expect(try scene.members == [])
  }

  @Test func aMemberRemovedByHandComesBackWithReprocess() throws {
    let scene = try PackageScene()
    let assignment = try scene.delivered(to: scene.diego)
    try scene.tenant.write { try $0.untie("group_members", scene.group, scene.diego) }
    #expect(try scene.resourceRoles == ["Fulfilled"])
    #expect(try scene.tenant.call("reprocess", on: assignment).status == 202)
    #expect(try scene.members == [scene.diego.id])
    try scene.tenant.write { try $0.delete(assignment) }
    #expect(try scene.members == [])
  }

  @Test func aRestoredUserStaysAMemberThroughThePackage() throws {
    let scene = try PackageScene()
    let assignment = try scene.delivered(to: scene.diego)
    try scene.tenant.write { try $0.delete(scene.diego) }
    #expect(try scene.members == [])
    #expect(try scene.state(assignment) == "Delivered/Delivered")
    try scene.tenant.call("restore", on: scene.diego)
    #expect(try scene.members == [scene.diego.id])
    try scene.tenant.write { try $0.delete(assignment) }
    #expect(try scene.members == [])
  }

  @Test func rolesOfThePackageReachWhoHasIt() throws {
    let scene = try PackageScene()
    _ = try scene.delivered(to: scene.diego)
    let (second, roleScope) = try scene.tenant.write { transaction in
      let second = try transaction.group("second")
      return (
        second, try PackageScene.addGroup(second, to: scene.package, in: scene.catalog, "Owner", transaction)
      )
    }
    #expect(try scene.tenant.linked("group_owners", second) == [scene.diego.id])
    try scene.tenant.write { try $0.delete(roleScope) }
    #expect(try scene.tenant.linked("group_owners", second) == [])
    #expect(try scene.members == [scene.diego.id])
  }

  @Test func whatCannotBeDelivered() throws {
    let scene = try PackageScene()
    try scene.tenant.write { transaction in
      try transaction.set(
        scene.group, ["groupTypes": ["DynamicMembership"], "membershipRule": #"user.department -eq "x""#])
    }
    let request = try scene.post("AdminAdd", for: scene.diego, policy: scene.direct)
    try scene.settle()
    #expect(try scene.state(request) == "DeliveryFailed/DeliveryFailed")
    #expect(try scene.resourceRoles == ["PendingFulfillment"])
    try scene.tenant.write { try $0.set(scene.group, ["groupTypes": []]) }
    #expect(try scene.tenant.call("reprocess", on: request).status == 202)
    #expect(try scene.state(request) == "Delivered/Fulfilled")
    #expect(try scene.members == [scene.diego.id])
  }

  @Test func somebodyOutsideBecomesAGuest() throws {
    let scene = try PackageScene()
    let assignment = try scene.tenant.write(.seed) { transaction in
      let subject = try transaction.make("accessPackageSubject", ["email": "kim@fabrikam.example"])
      return try transaction.make(
        "accessPackageAssignment", references: ["accessPackage": scene.package.key, "target": subject.key])
    }
    #expect(try scene.state(assignment) == "Delivered/Delivered")
    let guests: [String] = try scene.tenant.column(
      """
      SELECT json_extract(properties, '$.userPrincipalName') || ' ' || json_extract(properties, '$.userType')
      FROM directoryObject WHERE json_extract(properties, '$.mail') = 'kim@fabrikam.example'
      """)
    #expect(guests == ["kim_fabrikam.example#EXT#@contoso.onmicrosoft.com Guest"])
    #expect(try scene.members.count == 1)
  }

  @Test func seedsDeliver() throws {
    let scene = try PackageScene()
    try scene.tenant.write(.seed) { transaction in
      let subject = try transaction.make(
        "accessPackageSubject", ["objectId": "11111111-0000-4000-8000-000000000007"])
      try transaction.make(
        "accessPackageAssignment", references: ["accessPackage": scene.package.key, "target": subject.key])
      try transaction.make(
        "user", id: "11111111-0000-4000-8000-000000000007", ["userPrincipalName": "late@contoso.example"])
    }
    #expect(try scene.members == ["11111111-0000-4000-8000-000000000007"])
    #expect(
      try scene.tenant.column("SELECT json_extract(properties, '$.displayName') FROM accessPackageSubject")
        == ["late"])
  }

  @Test func deliveryGivesLicenses() throws {
    let scene = try PackageScene()
    let allotment = try scene.tenant.write(.seed) { transaction in
      let allotment = try transaction.make(
        "cloudLicensing.allotment", id: "pool",
        ["allottedUnits": .number(1), "skuId": "f8a1db68-be16-40ed-86d5-cb42ce701560"])
      try transaction.make(
        "cloudLicensing.assignment", ["disabledServicePlanIds": []],
        references: ["allotment": allotment.key, "assignedTo": scene.group.key])
      return allotment
    }
    func consumed() throws -> [Int] { try scene.tenant.column("SELECT consumedUnits FROM allotment") }
    func waiting() throws -> [Int64] { try scene.tenant.column("SELECT assignedTo FROM waitingMember") }
    let first = try scene.delivered(to: scene.diego)
    _ = try scene.delivered(to: scene.adele)
    #expect(try consumed() == [1])
    #expect(try waiting() == [scene.adele.key])
    try scene.tenant.write { try $0.delete(first) }
    #expect(try consumed() == [1])
    #expect(try waiting() == [])
    #expect(try scene.tenant.stored(allotment) != nil)
  }

  @Test func seedsMaySayThatAMembershipIsNotDirect() throws {
    let scene = try PackageScene()
    let (group, assignment) = try scene.tenant.write(.seed) { transaction in
      let group = try transaction.make(
        "group", ["displayName": "G"],
        annotations: ["@emulator.viaAccessPackage": ["members": [.string("users/" + scene.diego.id)]]])
      try transaction.tie("group_members", group, scene.diego)
      try PackageScene.addGroup(group, to: scene.package, in: scene.catalog, "Member", transaction)
      let subject = try transaction.make("accessPackageSubject", ["objectId": .string(scene.diego.id)])
      return (
        group,
        try transaction.make(
          "accessPackageAssignment", references: ["accessPackage": scene.package.key, "target": subject.key])
      )
    }
    let annotations = try scene.tenant.annotations(of: group) { "users/\($0)" }
    #expect(
      annotations == ["@emulator.viaAccessPackage": ["members": [.string("users/\(scene.diego.key)")]]])
    try scene.tenant.write { try $0.delete(assignment) }
    #expect(try scene.tenant.linked("group_members", group) == [])
  }
}
