import EntityModel
import GraphStore
import OData

/// One object of a load, checked against the model, and how far the load has come with it.
///
/// A class because other objects of the load refer to it before it is stored.
final class SeedObject {
  /// With the inline objects below it, so that rules see them.
  let draft: Draft
  let place: SeedPlace
  let references: [SeedReference]
  /// Single inline objects, in the order of the text: they are there before this one.
  let inline: [SeedObject]
  /// Made of the object's text; nil when it has an id, or rules make one.
  let contentID: String?
  /// Moment of the deletion, for one that stands among the deleted; nil: now.
  let deleted: String?
  let file: String

  var progress = Progress.untouched
  /// Where it is stored, or will be.
  var key: Int64 = 0
  /// An object of an earlier file that this one changes.
  var earlier: SeedObject?
  /// Of a single value without an id: the one that a later file gives it.
  var laterID: String?
  /// It changes an object, rather than making one.
  var isChange = false
  /// It only says which object is meant.
  var isMention = false

  enum Progress {
    case untouched
    /// What it refers to is being stored.
    case underWay
    /// Until everything else is stored: something it needs is not there yet.
    case waiting
    case stored
  }

  init(
    draft: Draft, place: SeedPlace, references: [SeedReference], inline: [SeedObject], contentID: String?,
    deleted: String?, file: String
  ) {
    self.draft = draft
    self.place = place
    self.references = references
    self.inline = inline
    self.contentID = contentID
    self.deleted = deleted
    self.file = file
  }

  /// nil when rules make the id as it is stored. A single value below a singleton that says none has its name.
  var identifier: String? {
    if case .single(let name, nil, _) = place { return singleID ?? name }
    return singleID ?? contentID
  }

  /// What it or a later file says of the id of a single value.
  var singleID: String? { draft.id ?? laterID }

  /// By what the load knows it among what its owner has: there is one single value of a name, whatever its id.
  var mark: String? {
    if case .single(let name, _, let place) = place { return place.name ?? name }
    return identifier
  }

  var isSingle: Bool {
    if case .single = place { return true }
    return false
  }

  var isAmongDeleted: Bool {
    if case .deleted = place { return true }
    return false
  }

  /// Key of the object that contains it.
  var owner: Int64? {
    switch place {
    case .single(_, let parent, _), .contained(let parent, _): parent?.object?.key
    case .shared(let shared, _): keeper(of: shared)?.key
    case .home, .deleted, .referring, .linked, .referred: nil
    }
  }

  /// The object above that has those which one of them shows; nil where nobody has.
  func keeper(of shared: SharedPlace) -> SeedObject? {
    guard case .nearest(let name) = shared.owner else { return nil }
    return sequence(first: self) { $0.place.parent }.dropFirst().first { $0.draft.type.isKind(named: name) }
  }

  /// In which of the places that its owner has for such objects it is.
  var placeName: String? {
    switch place {
    case .single(_, _, let place), .contained(_, let place): place.name
    case .shared(let shared, _): shared.place.name
    case .home, .deleted, .referring, .linked, .referred: nil
    }
  }

  func mistake(_ message: String, at path: String? = nil) -> SeedMistake {
    SeedMistake(file: file, path: path ?? draft.path, message)
  }
}

/// How an object of a seed comes to belong where it stands.
enum SeedPlace {
  /// In the set where its kind lives.
  case home
  case deleted
  /// The single value of that name below a singleton, or contained in an object.
  case single(name: String, SeedParent?, ContainedPlace)
  /// Child of an object; of nobody, below a singleton.
  case contained(SeedParent?, ContainedPlace)
  /// Nested in an object that shows it, as a folder does its messages, though another one has it.
  case shared(SharedPlace, SeedParent)
  /// Nested in the inverse of the reference that its own column holds.
  case referring(column: String, SeedParent)
  /// Nested in a collection of references.
  case linked(LinkTable, SeedParent)
  /// Nested in a single-valued reference.
  case referred(column: String)

  var parent: SeedObject? {
    switch self {
    case .home, .deleted, .referred: nil
    case .single(_, let parent, _), .contained(let parent, _): parent?.object
    case .referring(_, let parent), .linked(_, let parent), .shared(_, let parent): parent.object
    }
  }

  /// A contained single value has the id of its object, or the one of its type, unless the seed gives it another; one that is
  /// about bytes has what rules make of these.
  func impliesIdentifier(of type: StructuredType) -> Bool {
    guard case .single(_, _?, _) = self else { return false }
    return type.isOnlyDeclared && !type.hasStream && !type.traits.hasDerivedId && type.keyName == "id"
  }

  /// The object may stand for one that exists.
  var isInline: Bool {
    switch self {
    case .home, .deleted, .single, .contained, .shared: false
    case .referring, .linked, .referred: true
    }
  }
}

extension StructuredType {
  /// Whether it is called so, or derives from a type that is.
  fileprivate func isKind(named name: String) -> Bool {
    sequence(first: self) { $0.baseType }.contains { $0.name == name }
  }
}

/// The object around a nested one, known once it has been read to its end.
///
/// A class because nested objects are read before the one around them is complete.
final class SeedParent {
  fileprivate(set) unowned var object: SeedObject?

  func complete(_ object: SeedObject) { self.object = object }
}

/// What a seed says that an object refers to.
struct SeedReference {
  let navigation: NavigationProperty
  let targets: [Target]
  /// Of the member.
  let path: String

  enum Target {
    /// `users/{id}`
    case path(String)
    /// An id by itself, as in `catalogId`.
    case identifier(String)
  }

  func path(of index: Int) -> String { navigation.isCollection ? "\(path)[\(index)]" : path }
}
