import GraphStore
import JSON

/// What a request makes of the schedule of an assignment that exists: another end.
struct ScheduleChange {
  let old: AssignmentSchedule
  /// As the request has it, from the start that is there.
  let asked: AssignmentSchedule

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
    let granted = PolicySwitches(policy).granted(schedule, to: type)
    asked = AssignmentSchedule(granted, policy: policy, now: old.start)
  }

  var result: AssignmentSchedule { AssignmentSchedule(start: old.start, end: asked.end) }

  var movesEnd: Bool { asked.end != old.end }
}
