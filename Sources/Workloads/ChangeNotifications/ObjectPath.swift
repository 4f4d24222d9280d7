import JSON

/// What leads to an object, as it is told to subscribers and as it is asked for.
struct ObjectPath {
  struct Segment {
    let name: String
    /// nil of a collection, of a singleton and of a single value.
    var id: String?
  }

  var segments: [Segment]

  var names: [String] { segments.map(\.name) }

  /// With one more segment.
  func appending(_ name: String) -> ObjectPath { ObjectPath(segments: segments + [Segment(name: name)]) }

  /// Of the object with an id in the collection that it leads to.
  func of(_ id: String) -> ObjectPath {
    var path = self
    if let last = path.segments.indices.last { path.segments[last].id = id }
    return path
  }

  /// `users/1/messages/2`
  var text: String {
    segments.flatMap { [$0.name] + [$0.id].compactMap(\.self) }.joined(separator: "/")
  }

  /// - Parameter quotesIds: `chats('1')/messages('2')`, else `Users/1/Messages/2`.
  func told(quotesIds: Bool) -> String {
    guard quotesIds else {
      return ObjectPath(segments: segments.map { Segment(name: $0.name.capitalizedFirst, id: $0.id) }).text
    }
    return segments.map { $0.name + ($0.id.map { "('\($0)')" } ?? "") }.joined(separator: "/")
  }
}

// MARK: As it is kept

extension ObjectPath {
  /// A JSON array of names, each with an id or null behind it.
  var kept: String {
    JSONValue.array(segments.flatMap { [.string($0.name), $0.id.map(JSONValue.string) ?? .null] }).text
  }

  init(kept: String) {
    let values = (try? JSONValue.parse(kept))?.arrayValue ?? []
    segments = stride(from: 0, to: values.count - 1, by: 2).map {
      Segment(name: values[$0].stringValue ?? "", id: values[$0 + 1].stringValue)
    }
  }
}

extension String {
  /// `users` as `Users`
  var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
