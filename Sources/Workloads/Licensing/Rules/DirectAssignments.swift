import GRDB
import GraphStore
import JSON
import OData

extension WriteTransaction {
  /// The assignments to a user, group or device itself, in order of creation.
  func directAssignments(of key: Int64) throws -> [Entity] {
    try entities(try table(LicensingType.assignment), where: "assignedTo = ?", [key])
  }

  /// Makes an assignment that these rules have checked themselves.
  func assign(_ allotment: Entity, to assignee: Int64, _ disabled: JSONValue) throws {
    let table = try table(LicensingType.assignment)
    var new = NewEntity(draft: Draft(type: table.root), type: table.root, owner: nil)
    new.references = ["allotment": allotment.key, "assignedTo": assignee]
    new.properties["disabledServicePlanIds"] = disabled
    _ = try asRule { try insert(new) }
  }
}
