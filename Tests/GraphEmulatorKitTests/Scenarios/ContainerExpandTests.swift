import HTTPMessages
import JSON
import Testing

/// `$expand` on a complex value that holds navigation properties (cloud-licensing ED-24, ED-31).
@Suite struct ContainerExpandTests {
  static let user = ##""@odata.type":"#microsoft.graph.cloudLicensing.userCloudLicensing""##
  static let assignment = ##""@odata.type":"#microsoft.graph.cloudLicensing.assignment""##
  static let alex = "/users/\(People.alex)/cloudLicensing"
  static let context = "B/$metadata#users('\(People.alex)')/cloudLicensing"

  @Test(arguments: [
    (alex, #"{"@odata.context":"\#(context)",\#(user)}"#),
    (
      "\(alex)?$expand=assignments($select=id)",
      """
      {"@odata.context":"\(context)(assignments(id))",\(user),"assignments":[{\(assignment),"id":"second"}]}
      """
    ),
    (
      "\(alex)?$expand=assignments($select=id;$count=true;$filter=id eq @a;$expand=allotment($select=id)),waitingMembers/$count&@a='first'",
      """
      {"@odata.context":"\(context)(assignments(id,allotment(id)),waitingMembers/$count())",\(user),
       "assignments@odata.count":0,"assignments":[],"waitingMembers@odata.count":1}
      """
    ),
    (
      "/me/cloudLicensing?$expand=assignments($select=id)",
      """
      {"@odata.context":"B/$metadata#users('\(People.adele)')/cloudLicensing(assignments(id))",\(user),
       "assignments":[{\(assignment),"id":"first"}]}
      """
    ),
    (
      "/groups/\(People.sales)/cloudLicensing?$expand=assignments",
      ##"{"@odata.context":"B/$metadata#groups('\##(People.sales)')/cloudLicensing(assignments())","@odata.type":"#microsoft.graph.cloudLicensing.groupCloudLicensing","assignments":[]}"##
    ),
  ]) func isShown(path: String, expected: String) throws {
    let reply = try TestEmulator.everyWorkload.get().get(path.replacing(" ", with: "%20"))
    #expect(reply.whole == .ok(expected))
  }

  /// Objects have their links in the format that shows them, whether they have a home or not.
  @Test func linksInFullFormat() throws {
    let reply = try TestEmulator.everyWorkload.get().send(
      "GET",
      "\(Self.alex)?$expand=assignments($select=disabledServicePlanIds),waitingMembers($select=waitingSinceDateTime)",
      headers: [HeaderField("Accept", "application/json;odata.metadata=full")])
    let waiting = try #require(reply["waitingMembers"]?.arrayValue?.first?.objectValue)
    let link = "http://localhost:8585/beta"
    #expect(
      reply["assignments"] == [
        [
          "@odata.type": "#microsoft.graph.cloudLicensing.assignment",
          "@odata.id": .string("\(link)/admin/cloudLicensing/assignments/second"),
          "@odata.editLink": .string("\(link)/admin/cloudLicensing/assignments/second"),
          "disabledServicePlanIds": [],
        ]
      ])
    #expect(reply["@odata.id"] == nil)
    #expect(
      waiting["@odata.id"]?.stringValue?.hasPrefix(
        "\(link)/users('\(People.alex)')/cloudLicensing/waitingMembers/")
        == true)
    #expect(waiting["@odata.editLink"] == waiting["@odata.id"])
  }

  /// `*` is every navigation property, as each of them by its name.
  @Test func everything() throws {
    let emulator = try TestEmulator.everyWorkload.get()
    let names = ["assignmentErrors", "assignments", "usageRights", "waitingMembers"]
    let all = emulator.get("\(Self.alex)?$expand=*")
    #expect(all.status == 200)
    #expect(
      all["@odata.context"]
        == .string("http://localhost:8585/beta/$metadata#users('\(People.alex)')/cloudLicensing(*())"))
    for name in names {
      #expect(all[name]?.arrayValue != nil)
      #expect(all[name] == emulator.get("\(Self.alex)?$expand=\(name)")[name])
    }
  }

  @Test(arguments: [
    ("$expand=nothing", "invalidExpansion", "The property 'nothing' cannot be expanded here.", "nothing"),
    (
      "$expand=cloudLicensing/assignments", "invalidExpansion",
      "The property 'cloudLicensing/assignments' cannot be expanded here.", "cloudLicensing/assignments"
    ),
    (
      "$expand=assignments($expand=allotment($expand=assignments))", "invalidExpansion",
      "The property 'cloudLicensing.assignments.allotment.assignments' cannot be expanded here.",
      "cloudLicensing.assignments.allotment.assignments"
    ),
    ("$nothing=1", "invalidQuery", "The query option '$nothing' is not valid here.", nil),
  ]) func isRefused(option: String, code: String, message: String, property: String?) throws {
    #expect(
      try TestEmulator.everyWorkload.get().get("\(Self.alex)?\(option)").whole
        == .licensing(400, "badRequest", code, message, property: property, target: "query"))
  }
}
