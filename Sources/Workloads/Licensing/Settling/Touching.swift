import GRDB
import GraphStore

/// What a change means for licensing: who may gain or lose a place in which allotment.
extension WriteTransaction {
  /// An assignment was made, changed or taken away.
  func touchAssignment(_ allotment: Int64, _ assignee: Int64) throws {
    guard try isGroup(assignee) else { return settlement.touch(allotment, [assignee]) }
    settlement.touch(allotment, try members(of: assignee))
    try noteGroupLicenses(of: assignee)
    try GroupProcessing.begin(assignee, self)
  }

  /// Somebody joined or left a group.
  func touchMember(_ group: Int64, _ principal: Int64) throws {
    let allotments = try allotments(assignedTo: group)
    for allotment in allotments { settlement.touch(allotment, [principal]) }
    if !allotments.isEmpty { try GroupProcessing.begin(group, self) }
  }

  /// A group began or ceased to entitle its members.
  func touchGroup(_ group: Int64) throws {
    for allotment in try allotments(assignedTo: group) { settlement.touch(allotment, try members(of: group)) }
  }

  /// Everything that a user or device is entitled to now.
  func touchPrincipal(_ principal: Int64) throws {
    for source in try groups(of: principal) + [principal] {
      for allotment in try allotments(assignedTo: source) { settlement.touch(allotment, [principal]) }
    }
  }

  /// Everybody who has or could have a place in an allotment.
  func touchPool(_ allotment: Int64) throws {
    settlement.touch(allotment, [])
    settlement.touch(allotment, try keys("SELECT principal FROM holder WHERE allotment = ?", [allotment]))
    settlement.touch(
      allotment, try keys("SELECT assignedTo FROM waitingMember WHERE allotment = ?", [allotment]))
    for assignee in try keys("SELECT assignedTo FROM assignment WHERE allotment = ?", [allotment]) {
      try touchAssignment(allotment, assignee)
    }
  }

  /// Takes every place from a principal that goes, and its errors.
  func releasePlaces(of principal: Int64) throws {
    let held = try keys("SELECT allotment FROM holder WHERE principal = ?", [principal])
    let waiting = try keys("SELECT allotment FROM waitingMember WHERE assignedTo = ?", [principal])
    for allotment in held + waiting { settlement.touch(allotment, []) }
    try run("DELETE FROM holder WHERE principal = ?", changing: "holder", [principal])
    try run("DELETE FROM waitingMember WHERE assignedTo = ?", changing: "waitingMember", [principal])
    try run("DELETE FROM assignmentError WHERE assignedTo = ?", changing: "assignmentError", [principal])
  }
}
