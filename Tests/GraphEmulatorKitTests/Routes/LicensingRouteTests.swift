import Foundation
import HTTPMessages
import JSON
import Testing

/// Every row of the table of licensing routes answers as it says.
@Suite struct LicensingRouteTests {
  static let user = "11111111-0000-4000-8000-000000000001"
  static let other = "11111111-0000-4000-8000-000000000002"
  static let group = "22222222-0000-4000-8000-000000000001"
  static let device = "33333333-0000-4000-8000-000000000001"

  /// The user holds a unit, waits for another and has an error; the device holds one and waits for another.
  static let seed = """
    {"users": [{"id": "\(user)", "userPrincipalName": "adele@contoso.example"},
               {"id": "\(other)", "userPrincipalName": "alex@contoso.example"}],
     "groups": [{"id": "\(group)", "displayName": "Sales", "members@odata.bind": ["users/\(other)"]}],
     "devices": [{"id": "\(device)", "displayName": "KIOSK-01"},
                 {"id": "33333333-0000-4000-8000-000000000002", "displayName": "KIOSK-02"}],
     "admin": {"cloudLicensing": {
       "allotments": [
         {"id": "held", "allottedUnits": 5, "assignableTo": "user,group,device", "skuId": "f8a1db68-be16-40ed-86d5-cb42ce701560"},
         {"id": "full", "allottedUnits": 1, "skuId": "4b9405b0-7788-4568-add1-99614e613b69"},
         {"id": "failing", "allottedUnits": 5, "skuId": "078d2b04-f1bd-4111-bbd4-b4b1b354cef4"},
         {"id": "fullDevices", "allottedUnits": 1, "assignableTo": "group,device", "skuId": "2b317a4a-77a6-4188-9437-b68a77b4e2c6"},
         {"id": "free", "allottedUnits": 9, "assignableTo": "user,group,device", "skuId": "fde42873-30b6-436b-b361-21af5a6b84ae"}],
       "assignments": [
         {"id": "other", "allotment@odata.bind": "admin/cloudLicensing/allotments/full", "assignedTo@odata.bind": "users/\(other)"},
         {"id": "ofUser", "allotment@odata.bind": "admin/cloudLicensing/allotments/held", "assignedTo@odata.bind": "users/\(user)"},
         {"id": "waits", "allotment@odata.bind": "admin/cloudLicensing/allotments/full", "assignedTo@odata.bind": "users/\(user)"},
         {"id": "fails", "allotment@odata.bind": "admin/cloudLicensing/allotments/failing", "assignedTo@odata.bind": "users/\(user)"},
         {"id": "ofGroup", "allotment@odata.bind": "admin/cloudLicensing/allotments/held", "assignedTo@odata.bind": "groups/\(group)"},
         {"id": "ofDevice", "allotment@odata.bind": "admin/cloudLicensing/allotments/held", "assignedTo@odata.bind": "devices/\(device)"},
         {"id": "otherDevice", "allotment@odata.bind": "admin/cloudLicensing/allotments/fullDevices", "assignedTo@odata.bind": "devices/33333333-0000-4000-8000-000000000002"},
         {"id": "deviceWaits", "allotment@odata.bind": "admin/cloudLicensing/allotments/fullDevices", "assignedTo@odata.bind": "devices/\(device)"}],
       "assignmentErrors": [{"id": "error", "assignedTo@odata.bind": "users/\(user)", "skuId": "078d2b04-f1bd-4111-bbd4-b4b1b354cef4", "code": "Other", "message": "Injected"}]}},
     "settings": {"signIn": {"user": "\(user)"}}}
    """

  @Test(arguments: try RouteRow.all("cloud-licensing-routes.tsv")) func answersAsItsRowSays(row: RouteRow)
    throws
  {
    let emulator = try TestEmulator(Self.seed)
    let reply = emulator.send(row.method, try path(row, emulator), body(row))
    let expected = Expectation(row)
    #expect(reply.status == expected.status, "\(row): \(reply.text)")
    #expect(reply.header("Content-Type") == expected.contentType)
    #expect(reply.text.isEmpty == expected.isEmpty)
    #expect((reply.header("Allow") != nil) == (expected.status == 405))
    if let value = expected.isCollection {
      #expect((reply["value"]?.arrayValue != nil) == value, "\(row): \(reply.text)")
    }
    if let type = expected.type { #expect(reply["@odata.type"] == .string(type), "\(row): \(reply.text)") }
  }

  @Test func tableIsWhole() throws {
    let rows = try RouteRow.all("cloud-licensing-routes.tsv")
    #expect(rows.count == 145)
    #expect(rows.count { $0.isDocumented } == 102)
  }

  // MARK: Requests

  private func path(_ row: RouteRow, _ emulator: TestEmulator) throws -> String {
    var path = row.template
      .replacing("{userId}", with: Self.user).replacing("{groupId}", with: Self.group)
      .replacing("{deviceId}", with: Self.device).replacing("{assignmentErrorId}", with: "error")
    path = path.replacing("{allotmentId}", with: path.contains("waitingMembers") ? "full" : "held")
    path = path.replacing("{assignmentId}", with: assignment(path))
    for collection in ["usageRights", "waitingMembers"] {
      guard let key = path.firstRange(of: "\(collection)/{") else { continue }
      let list = String(path[..<key.lowerBound]) + collection
      let id = try #require(emulator.get(list).values("id").first, "nothing in \(list)")
      path = path.replacing("{usageRightId}", with: id).replacing("{waitingMemberId}", with: id)
    }
    return path
  }

  private func assignment(_ path: String) -> String {
    if path.hasPrefix("/groups") { return "ofGroup" }
    return path.hasPrefix("/devices") ? "ofDevice" : "ofUser"
  }

  private func body(_ row: RouteRow) -> String? {
    switch row.method {
    case "POST" where row.template.hasSuffix("/assignments"): newAssignment(row.template)
    case "PATCH" where row.isRefused, "POST" where row.isRefused: "{}"
    case "PATCH": #"{"disabledServicePlanIds": []}"#
    case "PUT" where row.template.contains("/allotment/"):
      #"{"@odata.id": "https://graph.microsoft.com/beta/admin/cloudLicensing/allotments/held"}"#
    case "PUT": #"{"@odata.id": "https://graph.microsoft.com/beta/\#(principal(row.template))"}"#
    default: nil
    }
  }

  private func newAssignment(_ template: String) -> String {
    let allotment =
      template.contains("{allotmentId}")
      ? "" : #""allotment@odata.bind": "admin/cloudLicensing/allotments/free","#
    let assignee = template.hasPrefix("/admin") ? #""assignedTo@odata.bind": "users/\#(Self.other)","# : ""
    return "{\(allotment)\(assignee)\"disabledServicePlanIds\": []}"
  }

  private func principal(_ template: String) -> String {
    if template.hasPrefix("/groups") { return "groups/\(Self.group)" }
    return template.hasPrefix("/devices") ? "devices/\(Self.device)" : "users/\(Self.user)"
  }
}

/// What a row of the table promises.
private struct Expectation {
  var status = 0
  var contentType: String?
  var isEmpty = false
  /// nil: no matter.
  var isCollection: Bool?
  var type: String?

  static let json =
    "application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8"

  init(_ row: RouteRow) {
    if let refusal = Self.refusal(row) {
      (status, contentType) = (refusal, "application/json")
    } else if row.template.hasSuffix("$count") {
      (status, contentType) = (200, "text/plain")
    } else if row.template.hasSuffix("eprocessAssignments") {
      (status, isEmpty) = (200, true)
    } else {
      serve(row)
    }
  }

  private mutating func serve(_ row: RouteRow) {
    switch row.method {
    case "POST": (status, contentType, type) = (201, Self.json, "#microsoft.graph.cloudLicensing.assignment")
    case "PATCH": (status, contentType, type) = (200, Self.json, "#microsoft.graph.cloudLicensing.assignment")
    case "PUT", "DELETE": (status, isEmpty) = (204, true)
    case _ where row.template.hasSuffix("usageRight"): (status, isEmpty) = (204, true)
    default:
      (status, contentType) = (200, Self.json)
      let last = row.template.split(separator: "/").last.map(String.init) ?? ""
      isCollection = ["allotments", "assignments", "usageRights", "waitingMembers", "assignmentErrors"]
        .contains(last)
    }
  }

  private static func refusal(_ row: RouteRow) -> Int? {
    if row.template.hasPrefix("/me/cloudLicensing/allotments") { return 400 }
    if row.template.hasSuffix("/owner") { return 404 }
    return row.isRefused ? 405 : nil
  }
}
