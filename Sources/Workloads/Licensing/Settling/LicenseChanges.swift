import GRDB
import GraphStore

/// Which computed license properties of users and groups a change gives another value, for whoever follows them
/// (directory.md section 9, scenario 7).
extension WriteTransaction {
  /// A user came to hold a unit or to hold none, or what it holds became another thing.
  func noteLicenses(of principal: Int64) throws {
    try note(
      ["assignedLicenses", "assignedPlans", "provisionedPlans", "licenseAssignmentStates"], of: principal)
  }

  /// A user waits or failed, or does no longer.
  func noteLicenseState(of principal: Int64) throws { try note(["licenseAssignmentStates"], of: principal) }

  /// What is assigned to a group became another thing.
  func noteGroupLicenses(of group: Int64) throws {
    try note(["assignedLicenses", "licenseProcessingState"], of: group)
  }

  func noteProcessing(of group: Int64) throws { try note(["licenseProcessingState"], of: group) }

  /// The product of an allotment became another thing, and with it what everybody has of it.
  func noteProduct(of allotment: Int64) throws {
    guard keepsHistory else { return }
    for holder in try keys("SELECT principal FROM holder WHERE allotment = ?", [allotment]) {
      try noteLicenses(of: holder)
    }
    for assignee in try keys("SELECT assignedTo FROM assignment WHERE allotment = ?", [allotment]) {
      try note(["assignedLicenses", "licenseAssignmentStates"], of: assignee)
    }
  }

  private func note(_ properties: [String], of key: Int64) throws {
    noteChange(of: key, in: try table(LicensingType.user), properties: properties)
  }
}
