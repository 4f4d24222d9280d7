import GraphStore
import JSON

/// State of an object that has no place in its own shape, as an export writes it: `@emulator.holders`.
struct ExportedAnnotations {
  private let transaction: WriteTransaction
  private let paths: ExportedPaths

  init(_ transaction: WriteTransaction) {
    self.transaction = transaction
    paths = ExportedPaths(transaction: transaction)
  }

  func all(of entity: Entity, _ rules: [any ExportRule]) throws -> JSONObject {
    var all: JSONObject = [:]
    for rule in rules {
      for member in try rule.annotations(of: entity, reference: paths.path, transaction).members {
        // Two workloads may each know a part of one annotation.
        if let old = all[member.name]?.objectValue, let new = member.value.objectValue {
          all[member.name] = .object(JSONObject(old.members + new.members))
        } else {
          all[member.name] = member.value
        }
      }
    }
    return all
  }
}
