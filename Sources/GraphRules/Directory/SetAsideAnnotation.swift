import EntityModel
import GRDB
import GraphContract
import GraphStore
import JSON
import OData

/// Takes note of `@emulator.restore` on seeded deleted items (seed-format section 7).
struct SeededRestore: EntityRule {
  let types = [DirectoryType.object]

  func willInsert(_ new: inout NewEntity, _ transaction: WriteTransaction) throws {
    guard new.deleted != nil, let annotation = new.draft.annotations["@emulator.restore"]?.objectValue else {
      return
    }
    let id = new.id ?? transaction.tenant.identifiers.guid()
    new.id = id
    DirectoryWork.of(transaction).seededRestores.append((id, annotation))
  }
}

/// Keeps what the annotations say once all objects of the load are there.
struct SetAsideFromSeed: CommitRule {

  func willCommit(_ transaction: WriteTransaction) throws {
    let work = DirectoryWork.of(transaction)
    for (id, annotation) in work.seededRestores {
      guard let object = try SeedReference.object(id, transaction) else { continue }
      try keep(annotation, of: object, transaction)
    }
    work.seededRestores = []
  }

  private func keep(_ annotation: JSONObject, of object: Entity, _ transaction: WriteTransaction) throws {
    for part in SetAsidePart.allCases {
      let value = annotation[part.rawValue]
      for text in value?.arrayValue?.compactMap(\.stringValue) ?? [value?.stringValue].compactMap(\.self) {
        let other = try SeedReference.required(text, in: "@emulator.restore.\(part.rawValue)", transaction)
        try SetAsideLinks.keep(part.link(of: object.key, with: other), of: object.key, transaction)
      }
    }
  }
}

/// The members of `@emulator.restore` that are links; `assignments` belongs to licensing.
enum SetAsidePart: String, CaseIterable {
  case memberOf, ownerOf, members, owners, manager, directReports

  func link(of object: Int64, with other: Entity) -> SetAsideLinks.Link {
    switch self {
    case .memberOf:
      let isRole = other.type.name == DirectoryType.directoryRole
      return SetAsideLinks.Link(
        name: isRole ? DirectoryLink.roleMembers : DirectoryLink.members, source: other.key, target: object)
    case .ownerOf: return SetAsideLinks.Link(name: DirectoryLink.owners, source: other.key, target: object)
    case .members: return SetAsideLinks.Link(name: DirectoryLink.members, source: object, target: other.key)
    case .owners: return SetAsideLinks.Link(name: DirectoryLink.owners, source: object, target: other.key)
    case .manager: return SetAsideLinks.Link(name: SetAsideLinks.manager, source: object, target: other.key)
    case .directReports:
      return SetAsideLinks.Link(name: SetAsideLinks.manager, source: other.key, target: object)
    }
  }
}

extension SetAsideLinks {
  /// The links of a deleted object as `@emulator.restore` writes them, empty when there are none.
  ///
  /// - Parameter reference: writes an object as `users/{id}`; nil for one that is gone.
  static func annotation(
    of object: Int64, _ db: Database, reference: (Int64) throws -> String?
  ) throws -> JSONObject {
    let links = try links(of: object, db)
    var annotation: JSONObject = [:]
    for part in SetAsidePart.allCases {
      let texts = try links.compactMap { link in try part.other(of: link, object).flatMap(reference) }
      guard let first = texts.first else { continue }
      annotation[part.rawValue] = part == .manager ? .string(first) : .array(texts.map(JSONValue.string))
    }
    return annotation
  }
}

extension SetAsidePart {
  /// The object at the other end, when the link is of this part.
  fileprivate func other(of link: SetAsideLinks.Link, _ object: Int64) -> Int64? {
    let isSource = link.source == object
    return switch (self, link.name) {
    case (.memberOf, DirectoryLink.members), (.memberOf, DirectoryLink.roleMembers),
      (.ownerOf, DirectoryLink.owners), (.directReports, SetAsideLinks.manager):
      isSource ? nil : link.source
    case (.members, DirectoryLink.members), (.owners, DirectoryLink.owners),
      (.manager, SetAsideLinks.manager):
      isSource ? link.target : nil
    default: nil
    }
  }
}

/// Directory objects as annotations of a seed name them: `users/{id}`, `groups/{id}`.
enum SeedReference {
  static func object(_ id: String, _ transaction: WriteTransaction) throws -> Entity? {
    try transaction.entities(transaction.table(DirectoryType.object), where: "id = ?", [id.lowercased()])
      .first
  }

  /// - Parameter place: what the message names when there is no such object.
  static func required(_ text: String, in place: String, _ transaction: WriteTransaction) throws -> Entity {
    let key = text.split(separator: "/").last.map(String.init) ?? text
    let table = try transaction.table(DirectoryType.object)
    guard
      let found = try object(key, transaction) ?? transaction.entity("userPrincipalName", is: key, in: table)
    else { throw GraphError(400, "SeedInvalid", "\(place): no object '\(text)'") }
    return found
  }
}
