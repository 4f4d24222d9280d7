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
