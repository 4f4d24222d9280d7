extension JSONValue {
  /// The value at the end of a path of names that begins at this one: itself where there is no name.
  package func value(at names: ArraySlice<String>) -> JSONValue? {
    names.isEmpty ? self : objectValue?.value(at: names)
  }
}

extension [String: JSONValue] {
  /// The value at the end of a path of names, of which the first is that of a member.
  package func value(at names: ArraySlice<String>) -> JSONValue? {
    names.first.flatMap { self[$0] }?.value(at: names.dropFirst())
  }
}

extension JSONObject {
  /// With a value at the end of a path of names; what else there is on the way stays.
  package func setting(_ names: ArraySlice<String>, to value: JSONValue) -> JSONObject {
    guard let name = names.first else { return self }
    var object = self
    let rest = names.dropFirst()
    object[name] =
      rest.isEmpty ? value : .object((self[name]?.objectValue ?? [:]).setting(rest, to: value))
    return object
  }

  /// The value at the end of a path of names.
  package func value(at names: ArraySlice<String>) -> JSONValue? {
    guard let name = names.first else { return .object(self) }
    return self[name]?.value(at: names.dropFirst())
  }

  /// The values at the end of a path of names, where each of the elements of a collection on the way leads on.
  package func values(at names: ArraySlice<String>) -> [JSONValue] {
    guard let name = names.first else { return [.object(self)] }
    let found = self[name].map { $0.arrayValue ?? [$0] } ?? []
    let rest = names.dropFirst()
    return rest.isEmpty ? found : found.flatMap { $0.objectValue?.values(at: rest) ?? [] }
  }
}
