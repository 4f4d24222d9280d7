import GraphStore
import JSON
import OData

/// Takes the secrets out of what is stored to be shown, and refuses those that a client makes up.
struct CredentialRule: EntityRule {
  let types = [DirectoryType.application, DirectoryType.servicePrincipal]

  func willInsert(_ new: inout NewEntity, _ transaction: WriteTransaction) throws {
    let settled = try CredentialSettling(transaction, changing: nil, said: new.draft.annotations)
      .settled(JSONObject(new.properties.map { JSONObject.Member(name: $0.key, value: $0.value) }))
    for (name, value) in settled where new.properties[name] != nil || !value.isNull {
      new.properties[name] = value
    }
  }

  func willUpdate(_ old: Entity, _ new: inout Entity, _ transaction: WriteTransaction) throws {
    let said = transaction.changingDraft?.annotations ?? [:]
    let settled = try CredentialSettling(transaction, changing: old.properties, said: said)
      .settled(new.properties)
    for (name, value) in settled { new.properties[name] = value }
  }
}

/// The credentials of one write, as they are to be stored.
private struct CredentialSettling {
  private let transaction: WriteTransaction
  private let old: JSONObject
  /// What a seed says beside the object's own shape.
  private let said: JSONObject

  init(_ transaction: WriteTransaction, changing old: JSONObject?, said: JSONObject) {
    self.transaction = transaction
    self.old = old ?? [:]
    self.said = said
  }

  func settled(_ new: JSONObject) throws -> [String: JSONValue] {
    guard transaction.origin != .rule else { return [:] }
    let passwords = try settled(
      new, "passwordCredentials", value: "secretText", in: Credentials.secretsMark, isMadeByService: true)
    let keys = try settled(
      new, "keyCredentials", value: "key", in: Credentials.keysMark, isMadeByService: false)
    return passwords.merging(keys) { first, _ in first }
  }

  private func settled(
    _ new: JSONObject, _ list: String, value: String, in mark: String, isMadeByService: Bool
  ) throws -> [String: JSONValue] {
    guard let elements = new[list]?.arrayValue else { return [:] }
    let before = old[mark]?.objectValue ?? [:]
    let seeded = said[mark]?.objectValue ?? [:]
    var (credentials, kept): ([JSONValue], JSONObject) = ([], [:])
    for var credential in elements.compactMap(\.objectValue) {
      let id = credential["keyId"]?.stringValue?.lowercased() ?? transaction.tenant.identifiers.guid()
      let given = credential[value].flatMap { $0.isNull ? nil : $0 } ?? seeded[id]
      if isMadeByService, transaction.origin == .request, !isKnown(id, list) {
        throw DirectoryError.badRequest("New password credentials must be generated with service actions.")
      }
      kept[id] = given ?? before[id]
      credential["keyId"] = .string(id)
      credential[value] = .null
      credentials.append(.object(credential))
    }
    let values = kept.members.filter { !$0.value.isNull }
    return [
      list: .array(credentials), mark: values.isEmpty ? .null : .object(JSONObject(values)),
    ]
  }

  private func isKnown(_ id: String, _ list: String) -> Bool {
    Credentials.objects(old[list]).contains { $0["keyId"]?.stringValue?.lowercased() == id }
  }
}

/// Writes the secrets that no answer shows.
struct CredentialExport: ExportRule {
  let types = [DirectoryType.application, DirectoryType.servicePrincipal]

  func exports(_ entity: Entity, _ transaction: WriteTransaction) throws -> Bool {
    !GraphApplication.isImplied(entity)
  }

  func annotations(
    of entity: Entity, reference: (Int64) throws -> String?, _ transaction: WriteTransaction
  ) throws -> JSONObject {
    var annotations: JSONObject = [:]
    for mark in [Credentials.secretsMark, Credentials.keysMark] {
      if let kept = entity.properties[mark] { annotations[mark] = kept }
    }
    return annotations
  }
}
