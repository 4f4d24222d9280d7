import GraphStore
import JSON

/// Writes who holds the units of an allotment.
struct AllotmentExport: ExportRule {
  let types = [LicensingType.allotment]

  func annotations(
    of entity: Entity, reference: (Int64) throws -> String?, _ transaction: WriteTransaction
  ) throws -> JSONObject {
    let holders = try LicensingExport.holders(of: entity.key, transaction.db)
    return holders.map { [LicensingAnnotation.holders: $0] } ?? [:]
  }
}

/// Writes when an assignment last changed.
struct AssignmentExport: ExportRule {
  let types = [LicensingType.assignment]

  func annotations(
    of entity: Entity, reference: (Int64) throws -> String?, _ transaction: WriteTransaction
  ) throws -> JSONObject {
    entity.properties[LicensingAnnotation.updated].map { [LicensingAnnotation.updated: $0] } ?? [:]
  }
}

/// Writes the assignments that a deleted user gets again when it is restored.
struct DeletedUserLicensesExport: ExportRule {
  let types = [LicensingType.user]

  func annotations(
    of entity: Entity, reference: (Int64) throws -> String?, _ transaction: WriteTransaction
  ) throws -> JSONObject {
    guard entity.deleted != nil,
      let assignments = try LicensingExport.restorableAssignments(of: entity.key, transaction.db)
    else { return [:] }
    return [LicensingAnnotation.restore: .object(["assignments": assignments])]
  }
}
