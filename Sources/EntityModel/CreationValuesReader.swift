import JSON

extension CreationValues {
  /// `{"of":"microsoft.graph.user","default":{…},"set":{…},"follow":{"body":{…}}}`; nil where nothing is said.
  static func read(_ annotations: Annotations) throws(ModelError) -> CreationValues? {
    guard let record = try TermRecord("Creation", annotations) else { return nil }
    try record.check(["of", "default", "set", "follow"])
    let rest = record.inner(try record.members("follow"))
    var following: [Following] = []
    for name in rest.object.names {
      following.append(Following(property: name, members: try record.values(of: rest.members(name))))
    }
    return CreationValues(
      owners: (try record.text("of") ?? "").split(separator: " ").map(String.init),
      defaults: try record.values(of: record.members("default")),
      members: try record.values(of: record.members("set")), following: following)
  }
}
