import EntityModel
import GraphStore
import JSON
import OData

/// The group that a target names has to be one: a text that is no id, an id that nobody has, and one of a user or of a
/// deleted group are refused alike. Group ids that stand for everybody need no group.
///
/// intune-device-configuration.md 1.7 had it that the group need not exist. What is assigned already stays as it is
/// when its group goes.
enum TargetedGroup {
  static func check(_ target: JSONValue?, _ transaction: WriteTransaction) throws {
    guard let id = target?.objectValue?["groupId"]?.stringValue else { return }
    guard
      ![PolicyAssignmentTarget.allDevices, PolicyAssignmentTarget.allLicensedUsers].contains(
        id.lowercased())
    else { return }
    guard let normalized = Guid.normalized(id),
      let object = try transaction.entity(id: normalized, in: transaction.table(DirectoryType.object)),
      object.deleted == nil, object.type.name == DirectoryType.group
    else { throw IntuneError.noGroup(id) }
  }
}
