/// Which of the routes of a path and of the places near it says what a request needs (docs/permissions.md).
struct CoveringRoutes {
  /// By method, of the path itself, by whichever of its names.
  private let own: [String: Route]
  /// By method, of it and of the places that may speak for it, as far as anything is known of them; the nearest first.
  private let known: [[String: Route]]
  /// By method, of the one that says what a change needs.
  private let changed: [String: Route]

  /// - Parameter near: from the nearest place on, without routes that are refused whoever asks.
  init(of own: [String: Route], near: [[String: Route]]) {
    self.own = own
    known = ([own.filter { $0.value.isServed }] + near).filter { !$0.isEmpty }
    changed = Self.changed(known)
  }

  /// nil where nothing is known of any of them.
  func route(for method: String) -> Route? {
    if let own = own[method] { return own }
    if method == Self.reading, let read = known.lazy.compactMap({ $0[method] }).first { return read }
    return ([method] + Self.changes).lazy.compactMap { changed[$0] }.first ?? known.first?[Self.reading]
  }

  private static let reading = "GET"
  private static let changes = ["PATCH", "PUT", "POST", "DELETE"]

  /// The nearest place. Where that is only read, it is one further away with a permission that lets read here too: what may
  /// change a letter may change its pages, and what may change a person need not change what others have written of them.
  private static func changed(_ known: [[String: Route]]) -> [String: Route] {
    guard let nearest = known.first else { return [:] }
    guard nearest.count == 1, let read = nearest[reading] else { return nearest }
    let permissions = read.permissions
    return known.dropFirst().lazy.map { place in
      place.filter { $0.key != reading && !$0.value.permissions.isDisjoint(with: permissions) }
    }.first { !$0.isEmpty } ?? [:]
  }
}
