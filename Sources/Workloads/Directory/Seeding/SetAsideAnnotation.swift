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
    SeededRestores.of(transaction).annotations.append((id, annotation))
  }
}

/// Annotations of seeded deleted items; resolved at the end because they may point forwards.
///
/// A class because both rules of the request share it.
private final class SeededRestores {
  var annotations: [(id: String, annotation: JSONObject)] = []

  static func of(_ transaction: WriteTransaction) -> SeededRestores {
    transaction.state(SeededRestores.self) { SeededRestores() }
  }
}

/// Keeps what the annotations say once all objects of the load are there.
struct SetAsideFromSeed: CommitRule {

  func willCommit(_ transaction: WriteTransaction) throws {
    let restores = SeededRestores.of(transaction)
    for (id, annotation) in restores.annotations {
      guard let object = try SeedReference.object(id, transaction) else { continue }
      try keep(annotation, of: object, transaction)
    }
    restores.annotations = []
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
