import EntityModel
import GraphStore
import JSON

/// Memberships of a group that were not given directly.
struct ViaAccessPackageExport: ExportRule {
  let types = [DirectoryType.group]

  func annotations(
    of entity: Entity, reference: (Int64) throws -> String?, _ transaction: WriteTransaction
  ) throws -> JSONObject {
    var annotation: JSONObject = [:]
    for (name, link) in [("members", DirectoryLink.members), ("owners", DirectoryLink.owners)] {
      let texts = try DeliveredMembership.targets(link, entity.key, transaction).compactMap(reference)
      if !texts.isEmpty { annotation[name] = .array(texts.map(JSONValue.string)) }
    }
    return annotation.isEmpty ? [:] : ["@emulator.viaAccessPackage": .object(annotation)]
  }
}

/// Writes that an assignment has been delivered where delivering it would change something: what it gave was taken away
/// by hand, or cannot be given any more.
struct AccessPackageAssignmentExport: ExportRule {
  let types = [EntitlementType.assignment]

  func annotations(
    of entity: Entity, reference: (Int64) throws -> String?, _ transaction: WriteTransaction
  ) throws -> JSONObject {
    guard entity.string("assignmentState") == "Delivered", try !Delivery.isDone(entity, transaction) else {
      return [:]
    }
    return [AssignmentAsSaid.annotation: .bool(true)]
  }

  func filled(_ entity: Entity, _ transaction: WriteTransaction) throws -> [String] {
    ["assignmentStatus", "schedule"]
  }
}

/// Writes what happens to a request by itself, and who sent it.
struct AssignmentRequestExport: ExportRule {
  let types = [EntitlementType.request]

  func annotations(
    of entity: Entity, reference: (Int64) throws -> String?, _ transaction: WriteTransaction
  ) throws -> JSONObject {
    var due: JSONObject = [:]
    for transition in try ScheduledTransitions.all(of: entity.key, transaction) {
      due[transition.kind.rawValue] = .string(transition.moment.precise)
    }
    var annotations: JSONObject = [:]
    if !due.isEmpty { annotations[RequestsDue.annotation] = .object(due) }
    annotations[RequestCreator.annotation] = entity.properties[RequestCreator.annotation]
    return annotations
  }

  func filled(_ entity: Entity, _ transaction: WriteTransaction) throws -> [String] {
    ["requestStatus", "createdDateTime"]
  }
}

/// Names what a load would copy from the directory.
struct DirectoryCopiesExport: ExportRule {
  let types = [EntitlementType.subject, EntitlementType.resource, EntitlementType.resourceRole]

  func filled(_ entity: Entity, _ transaction: WriteTransaction) throws -> [String] {
    switch entity.type.name {
    case EntitlementType.subject: try Subjects.missing(in: entity, transaction).map(\.name) + ["type"]
    case EntitlementType.resource:
      try ResourceOrigin.values(
        entity.properties["originSystem"], entity.properties["originId"], transaction
      ).map(\.name) + ["addedOn"]
    default: ["status", "originId", "originSystem"]
    }
  }
}
