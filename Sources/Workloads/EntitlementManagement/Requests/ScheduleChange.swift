import GraphStore
import JSON

/// What a request makes of the schedule of an assignment that exists: another end.
struct ScheduleChange {
  let old: AssignmentSchedule
  /// As the request has it, from the start that is there.
  let asked: AssignmentSchedule
  /// What counts of the request.
  private let granted: JSONValue?

  /// - Parameters:
  ///   - type: that of the request: users may not choose what their policy keeps from them.
  ///   - moment: when an assignment begins that does not say so.
  init(
    of assignment: Entity, to schedule: JSONValue?, by type: RequestType, at moment: Moment,
    _ transaction: WriteTransaction
  ) throws {
    let policy = try transaction.entity(
      key: assignment.references["accessPackageAssignmentPolicy"], type: EntitlementType.policy)
    old = AssignmentSchedule(assignment.properties["schedule"], policy: policy, now: moment)
    granted = PolicySwitches(policy).granted(schedule, to: type)
    asked = AssignmentSchedule(granted, policy: policy, now: old.start)
  }

  var result: AssignmentSchedule { AssignmentSchedule(start: old.start, end: asked.end) }

  var movesEnd: Bool { asked.end != old.end }

  func isTooLate(at moment: Moment) -> Bool { asked.end.map { $0 < moment } ?? false }

  /// What the request will do to the schedule when it is carried out.
  func check(at moment: Moment) throws {
    guard asked.isPossible else { throw EntitlementError.impossibleSchedule }
    try AskedSchedule(granted).check(changedEnd: asked.end, isNotBefore: moment)
  }
}
