/// What `Emulator.SameAs` says of a navigation property: it contains nothing of its own, but shows what another place has.
package struct SharedContainment: Sendable, Equatable {
  /// Where the objects are: a set, a singleton, or the whole name of a type, and navigation properties from there.
  package let path: [String]
  /// Names on the way to the property by which those belong to an object that have its id; nil where the path goes on from
  /// that object itself.
  package let property: [String]?
  /// The property is an open value, and those belong to an object that have a member of it called by the object's id.
  package let isByMember: Bool
  /// Names of a collection that those contain, and of a reference by which one of it leads to the object; of the collection
  /// alone where the object itself is in it.
  package let holder: [String]?
  /// Names of a set and of a collection: the property has the id of one of the set that leads to the object so.
  package let through: [String]?

  /// The set that has the objects; nil where something else contains them.
  package var set: String? { path.count == 1 ? path.first : nil }

  /// What the object contains under several other names: `microsoft.graph.authentication/emailMethods,phoneMethods`.
  package var joined: [String] {
    let names = path.last?.split(separator: ",").map(String.init) ?? []
    return path.count == 2 && names.count > 1 ? names : []
  }

  /// `planner/tasks by planId`, `planner/tasks by assignments.*`, `planner/plans by owner of groups/members`,
  /// `teams of members/user`, `microsoft.graph.calendar of events`, `microsoft.graph.user/calendar/events`, `connections`
  init?(_ text: String) {
    let parts = text.split(separator: " ")
    guard let first = parts.first else { return nil }
    path = first.names
    var (property, holder, through): ([String]?, [String]?, [String]?) = (nil, nil, nil)
    switch parts.dropFirst().enumerated().map({ $0.offset.isMultiple(of: 2) ? $0.element : "…" }) {
    case []: break
    case ["by", "…"]: property = parts[2].split(separator: ".").map(String.init)
    case ["of", "…"]: holder = parts[2].names
    case ["by", "…", "of", "…"]:
      (property, through) = (parts[2].split(separator: ".").map(String.init), parts[4].names)
    default: return nil
    }
    isByMember = property?.last == Self.anyMember
    if isByMember { property?.removeLast() }
    (self.property, self.holder, self.through) = (property, holder, through)
  }

  private static let anyMember = "*"

  /// How it is written.
  static let form = """
    'PATH', 'PATH by PROPERTY', 'PATH by PROPERTY of SET/COLLECTION', 'PATH of COLLECTION/REFERENCE' or \
    'TYPE of COLLECTION'
    """
}
