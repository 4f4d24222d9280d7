/// What `Emulator.SameAs` says of a navigation property: it contains nothing of its own, but shows what another place has.
package struct SharedContainment: Sendable, Equatable {
  /// Where the objects are: a set, a singleton, or the whole name of a type, and navigation properties from there.
  package let path: [String]
  /// Names on the way to the property by which those belong to an object that have its id; nil where the path goes on from
  /// that object itself.
  package let property: [String]?
  /// Names of a collection that those contain, and of a reference by which one of it leads to the object.
  package let holder: [String]?

  /// The set that has the objects; nil where something else contains them.
  package var set: String? { path.count == 1 ? path.first : nil }

  /// `planner/tasks by planId`, `teams of members/user`, `microsoft.graph.user/calendar/events`
  init?(_ text: String) {
    let parts = text.split(separator: " ")
    switch (parts.count, parts.count > 1 ? parts[1] : "") {
    case (1, _): (property, holder) = (nil, nil)
    case (3, "by"): (property, holder) = (parts[2].split(separator: ".").map(String.init), nil)
    case (3, "of"): (property, holder) = (nil, parts[2].names)
    default: return nil
    }
    path = parts[0].names
  }

  /// How it is written.
  static let form = "'PATH', 'PATH by PROPERTY' or 'PATH of COLLECTION/REFERENCE'"
}
