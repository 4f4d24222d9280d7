import JSON

extension JSONObject {
  /// The same object where only these members are otherwise.
  func changed(_ members: JSONObject) -> JSONObject {
    members.members.reduce(into: self) { $0[$1.name] = $1.value }
  }
}
