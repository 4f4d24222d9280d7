import GraphStore
import JSON

/// Writes who holds the units of an allotment, and that its queue counts as it is listed where its times say otherwise.
struct AllotmentExport: ExportRule {
  let types = [LicensingType.allotment]
  let products: ProductCatalog

  func annotations(
    of entity: Entity, reference: (Int64) throws -> String?, _ transaction: WriteTransaction
  ) throws -> JSONObject {
    var annotations: JSONObject = [:]
    annotations[LicensingAnnotation.holders] = try LicensingExport.holders(of: entity.key, transaction.db)
    if try !LicensingExport.waitsInOrderOfTime(entity.key, transaction.db) {
      annotations[LicensingAnnotation.isQueueInOrder] = .bool(true)
    }
    return annotations
  }

  func filled(_ entity: Entity, _ transaction: WriteTransaction) throws -> [String] {
    entity.string("skuId").flatMap { products[$0] } == nil ? [] : ["skuPartNumber", "services"]
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
