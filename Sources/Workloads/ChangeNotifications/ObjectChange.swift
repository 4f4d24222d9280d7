import EntityModel
import GraphStore

/// What a transaction came to for one object, however many changes it made to it.
struct ObjectChange {
  let object: Int64
  let id: String
  /// Stored name.
  let type: String
  private(set) var isNew = false
  private(set) var isRemoved = false
  /// Links that were made or undone, each once.
  private(set) var links: [LoggedChanges.Link] = []

  private var known: Set<Place> = []

  private struct Place: Hashable {
    let navigation: String
    let target: Int64

    init(_ link: LoggedChanges.Link) { (navigation, target) = (link.navigation, link.target) }
  }

  init(_ change: LoggedChanges.Change) {
    (object, id, type) = (change.object, change.id, change.type)
    add(change)
  }

  mutating func add(_ change: LoggedChanges.Change) {
    switch change.kind {
    case .created: isNew = true
    case .removed: isRemoved = true
    case .restored: isRemoved = false
    case .changed: break
    case .linked:
      guard let link = change.link, known.insert(Place(link)).inserted else { return }
      links.append(link)
    }
  }

  /// All of a transaction, by the first change to each.
  static func all(in changes: LoggedChanges) throws -> [ObjectChange] {
    var all: [ObjectChange] = []
    var places: [Int64: Int] = [:]
    try changes.forEach { change in
      if let place = places[change.object] { return all[place].add(change) }
      places[change.object] = all.count
      all.append(ObjectChange(change))
    }
    return all
  }
}
