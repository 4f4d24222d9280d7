package import JSON

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
    let rest = names.dropFirst()
    return rest.isEmpty ? self[name] : self[name]?.objectValue?.value(at: rest)
  }

  /// The values at the end of a path of names, where each of the elements of a collection on the way leads on.
  package func values(at names: ArraySlice<String>) -> [JSONValue] {
    guard let name = names.first else { return [.object(self)] }
    let found = self[name].map { $0.arrayValue ?? [$0] } ?? []
    let rest = names.dropFirst()
    return rest.isEmpty ? found : found.flatMap { $0.objectValue?.values(at: rest) ?? [] }
  }
}
