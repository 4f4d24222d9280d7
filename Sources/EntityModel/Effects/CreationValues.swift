import JSON

/// What an object gets beside what a body says (`Emulator.Creation`).
package struct CreationValues: Sendable {
  /// What follows where a body says something of a property.
  package struct Following: Sendable {
    /// By its name.
    package let property: String
    /// What the object gets then, where the body says nothing of it.
    package let members: [EffectMember]
  }

  /// The types of which the nearest object of the path is whose values `$owner` tells.
  package let owners: [String]
  /// What a new object has where the body says nothing.
  package let defaults: [EffectMember]
  /// What a new object has in any case.
  package let members: [EffectMember]
  /// Of a new object and of one that changes.
  package let following: [Following]

}

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
