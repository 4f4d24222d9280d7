/// By what the rows of one containment are told from others with the same owner.
package enum ContainedPlace: Sendable, Hashable {
  /// The table needs no places: nothing else in it can have such an owner.
  case only
  /// The rows without a place, in a table where others have one.
  case unnamed
  /// The rows with that place: the stored name of the navigation property, and below what has no row the path from
  /// the root.
  case named(String)
  /// The rows with one of these places, where they are read together.
  case either([String])
}

extension ContainedPlace {
  /// What stands in the column `place`.
  package var name: String? {
    switch self {
    case .only, .unnamed, .either: nil
    case .named(let name): name
    }
  }

  /// The same; of several places that of the first, which has what is there without a row.
  var firstName: String? {
    if case .either(let names) = self { names.first } else { name }
  }

  /// The same below an object that has no row.
  ///
  /// - Parameter path: where that object is, in stored names.
  package func below(_ path: String) -> ContainedPlace {
    switch self {
    case .only, .unnamed: self
    case .named(let name): .named(path + "/" + name)
    case .either(let names): .either(names.map { path + "/" + $0 })
    }
  }

  /// - Parameter place: what a row has in that column.
  func holds(_ place: String?) -> Bool {
    switch self {
    case .only: true
    case .unnamed: place == nil
    case .named(let name): place == name
    case .either(let names): place.map(names.contains) ?? false
    }
  }

  /// `t.place = 'drafts'`; none where the table has no such column.
  ///
  /// - Parameter prefix: table alias with its dot.
  package func conditions(prefix: String = "") -> [SQLText] {
    switch self {
    case .only: []
    case .unnamed: [prefix + "place IS NULL"]
    case .named(let name): [prefix + "place = " + literal(name)]
    case .either(let names): [prefix + "place IN (\(names.map(literal).joined(separator: ", ")))"]
    }
  }
}
