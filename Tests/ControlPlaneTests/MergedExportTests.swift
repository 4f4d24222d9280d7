import Foundation
import HTTPMessages
import JSON
import Testing

/// A tenant's own export, merged into it.
@Suite struct MergedExportTests {
  private static let nothing = #"{"created":0,"changed":0,"ignored":[]}"#

  @Test(
    "Objects with annotations counted as changed, and an assignment error was made anew, when nothing was said anew"
  )
  func changesNothing() throws {
    let emulator = try ControlledEmulator(seeds: [SeedAndResetTests.path(of: "contoso")])
    let before = emulator.export()
    let links = try ["users", "groups", "devices"].map { try emulator.deltaLink(of: $0) }
    for _ in 1...2 { #expect(emulator.seed(before) == Self.nothing) }
    #expect(emulator.export() == before)
    for link in links { #expect(emulator.changes(since: link) == []) }
    #expect(emulator.errors == Self.seededError)
  }

  private static let seededError: JSONValue = [
    [
      "@odata.type": "#microsoft.graph.cloudLicensing.assignmentError", "code": "MissingDependency",
      "message": .string(
        "The service plan WORKPLACE_ANALYTICS needs EXCHANGE_S_ENTERPRISE or EXCHANGE_S_STANDARD, which the user does "
          + "not have."),
      "occurrenceDateTime": "2026-09-14T08:20:00Z",
    ]
  ]

  @Test("Of an allotment that is changed the export's holders still count, and the change is one")
  func oneChange() throws {
    let emulator = try ControlledEmulator(seeds: [SeedAndResetTests.path(of: "contoso")])
    let before = emulator.export()
    let units = #""allottedUnits": 25,"#
    #expect(before.components(separatedBy: units).count == 2)
    let changed = before.replacing(units, with: #""allottedUnits": 26,"#)
    #expect(emulator.seed(changed) == #"{"created":0,"changed":1,"ignored":[]}"#)
    #expect(emulator.seed(changed) == Self.nothing)
    #expect(emulator.errors == Self.seededError)
  }

  @Test("Assignments that change do not clear an error that the same seed lists once more")
  func changedAssignments() throws {
    let emulator = try ControlledEmulator(seeds: [SeedAndResetTests.path(of: "contoso")])
    let moment = #/"@emulator.updatedDateTime": "[^"]*"/#
    let before = emulator.export()
    let count = before.matches(of: moment).count
    #expect(count == 31)
    let changed = before.replacing(moment, with: #""@emulator.updatedDateTime": "2026-02-03T04:05:06Z""#)
    #expect(emulator.seed(changed) == #"{"created":0,"changed":\#(count),"ignored":[]}"#)
    #expect(emulator.seed(changed) == Self.nothing)
    #expect(emulator.errors == Self.seededError)
  }

  @Test(
    "Annotations that say something else are a change still",
    arguments: [
      ("@emulator.updatedDateTime", #""2026-02-03T04:05:06Z""#)
    ])
  func otherAnnotations(name: String, value: String) throws {
    let emulator = try ControlledEmulator()
    #expect(
      emulator.seed(Self.licensed(name, #""2026-01-01T00:00:00Z""#))
        == #"{"created":3,"changed":0,"ignored":[]}"#)
    #expect(emulator.seed(Self.licensed(name, value)) == #"{"created":0,"changed":1,"ignored":[]}"#)
    #expect(emulator.seed(Self.licensed(name, value)) == Self.nothing)
    #expect(emulator.export().contains("\"\(name)\": \(value)"))
  }

  private static func licensed(_ name: String, _ value: String) -> String {
    """
    {"users":[{"id":"10000000-0000-4000-8000-000000000001","userPrincipalName":"adele@contoso.example"}],
     "admin":{"cloudLicensing":{
      "allotments":[{"id":"exchange","allottedUnits":2,"skuId":"4b9405b0-7788-4568-add1-99614e613b69"}],
      "assignments":[{"id":"one","allotment@odata.bind":"admin/cloudLicensing/allotments/exchange",
        "assignedTo@odata.bind":"users/10000000-0000-4000-8000-000000000001","\(name)":\(value)}]}}}
    """
  }
}

extension ControlledEmulator {
  fileprivate func deltaLink(of set: String) throws -> String {
    let answer = try JSONValue.parse(send("GET", "/beta/\(set)/delta?$deltatoken=latest").text)
    let link = try #require(answer.objectValue?["@odata.deltaLink"]?.stringValue)
    return String(link[try #require(link.range(of: "/beta/")).lowerBound...])
  }

  fileprivate func changes(since link: String) -> JSONValue? {
    (try? JSONValue.parse(send("GET", link).text))?.objectValue?["value"]
  }

  fileprivate var errors: JSONValue? {
    let path = "/beta/admin/cloudLicensing/assignmentErrors?$select=code,message,occurrenceDateTime"
    return (try? JSONValue.parse(send("GET", path).text))?.objectValue?["value"]
  }
}
