import GraphStore
import JSON
import Planning

/// A later round: what happened after a position of the change log, each object as it is now.
///
/// What happened to an object within a page is told at once. It may be told again by the next page, when more
/// happened to it after that; the last word is right.
struct DeltaChanges {
  let items: DeltaItems
  let filter: DeltaFilter
  let size: DeltaPageSize
  let isMinimal: Bool

  private var plan: DeltaPlan { items.plan }

  func page(_ token: DeltaToken, _ bounds: Reader.LogBounds) throws -> DeltaPage {
    var page = DeltaPage(next: token)
    if items.reader.withholdsRows { try rehearse() }
    let window = try window(after: token.position)
    page.items = try window.objects.map(item)
    page.hasMore = window.hasMore
    page.next.position = window.hasMore ? window.last : bounds.last
    return page
  }

  // MARK: Reading the log

  private func window(after position: Int64) throws -> DeltaWindow {
    var window = DeltaWindow(size: size, last: position)
    try items.reader.forEachChange(
      plan.changes, after: position, of: filter.identifiers, at: items.place
    ) { change in
      guard let type = plan.types[change.type], let event = event(change, type) else { return true }
      return window.add(event, change, type)
    }
    return window
  }

  /// What a row means to this query; nil for nothing.
  private func event(_ change: LoggedChange, _ type: DeltaType) -> DeltaWindow.Event? {
    switch change.kind {
    case .created, .restored, .removed: return .existence(type.names(showing: Set(change.names)))
    case .changed where change.isDeparture: return .existence(type.names(showing: Set(change.names)))
    case .changed:
      let names = type.names(showing: Set(change.names))
      return names.isEmpty ? nil : .values(names)
    case .linked:
      return type.links.firstIndex { change.names == [$0.storedName] }.map { .link($0, change.target) }
    case nil: return nil
    }
  }

  // MARK: Items

  /// Runs what is run for each object, once: without rows there are none to run it for.
  private func rehearse() throws {
    for (_, type) in plan.types.filter({ filter.admits($0.key) }).sorted(by: { $0.key < $1.key }) {
      _ = try items.whole(0)
      _ = try items.removed(0, id: "", type)
      for link in type.links { _ = try isThere(0, link, of: 0) }
    }
  }

  private func isThere(_ target: Int64, _ link: DeltaLink, of object: Int64) throws -> Bool {
    items.reader.trace?.expect("find what was linked as \(link.name)", identifier: DeltaItems.keyMeaning)
    let place = ReadValues(parent: object, identifier: .integer(target))
    return try items.reader.locate(link.one, place) != nil
  }

  /// An object that is not there is told as gone, also where its deletion is in another page: a change that this page
  /// keeps to itself would be lost if the object came back before the next one.
  private func item(_ object: DeltaWindow.Object) throws -> JSONObject {
    let isWhole = object.isNew || !isMinimal
    let found =
      try isWhole
      ? items.whole(object.key, changed: object.names) : items.minimal(object.key, changed: object.names)
    guard var item = found else { return try items.removed(object.key, id: object.id, object.type) }
    for (index, link) in object.type.links.enumerated() {
      let links = try (object.links[index] ?? []).compactMap { target in
        let isThere = try isThere(target.key, link, of: object.key)
        return items.link(link, to: target, isThere: isThere)
      }
      if !links.isEmpty { item[link.name + "@delta"] = .array(links) }
    }
    return item
  }
}

/// A stretch of the change log, gathered by object.
struct DeltaWindow {
  enum Event {
    /// The object came, went or came back; the names of properties that changed with it.
    case existence(Set<String>)
    case values(Set<String>)
    /// A link to an object was made or undone.
    case link(Int, Reader.Located)
  }

  struct Object {
    let key: Int64
    let id: String
    let type: DeltaType
    /// The client may not have it, or not know that it is gone.
    var isNew = false
    var names: Set<String> = []
    /// By the index of the navigation property; each object at the other end once.
    var links: [Int: [Reader.Located]] = [:]
  }

  let size: DeltaPageSize
  /// The last change that is in it.
  private(set) var last: Int64
  /// In the order of their first change.
  private(set) var objects: [Object] = []
  private(set) var hasMore = false
  private var places: [Int64: Int] = [:]
  private var linked: Set<Link> = []

  init(size: DeltaPageSize, last: Int64) {
    self.size = size
    self.last = last
  }

  private struct Link: Hashable {
    let object: Int64
    let index: Int
    let target: Int64
  }

  /// - Returns: false when the change does not fit any more.
  mutating func add(_ event: Event, _ change: LoggedChange, _ type: DeltaType) -> Bool {
    let key = change.object
    guard places[key] != nil || objects.count < size.objects, fits(event) else {
      hasMore = true
      return false
    }
    last = change.sequence
    let place = places[key] ?? objects.count
    if place == objects.count {
      places[key] = place
      objects.append(Object(key: key, id: change.id, type: type))
    }
    switch event {
    case .existence(let names):
      objects[place].isNew = true
      objects[place].names.formUnion(names)
    case .values(let names): objects[place].names.formUnion(names)
    case .link(let index, let target):
      guard linked.insert(Link(object: key, index: index, target: target.key)).inserted else { break }
      objects[place].links[index, default: []].append(target)
    }
    return true
  }

  private func fits(_ event: Event) -> Bool {
    if case .link = event { linked.count < size.links } else { true }
  }
}
