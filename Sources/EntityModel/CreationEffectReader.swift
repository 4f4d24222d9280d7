import JSON

extension CreationEffect {
  /// nil for a set that says nothing.
  static func read(_ annotations: Annotations) throws(ModelError) -> CreationEffect? {
    guard let reader = try EffectReader("CreationEffect", annotations) else { return nil }
    try reader.record.check(["with", "twin", "refuse", "there", "as", "starts", "also"], of: "a creation")
    return CreationEffect(
      named: try reader.part("with", reader.named) ?? [], twin: try reader.part("twin", reader.twin),
      refusals: try reader.part("refuse", reader.refusals) ?? [],
      likeness: try reader.part("there", reader.likeness),
      value: try reader.record.value(of: "as"), task: try reader.part("starts", reader.task),
      others: try reader.part("also", reader.others) ?? [])
  }
}

extension EffectReader {
  fileprivate func named(_ value: JSONValue) throws(ModelError) -> [EffectMember] {
    try record.values(of: members(value, of: "with"))
  }

  /// `[{"in":"schedules","as":VALUE}]`
  fileprivate func others(_ value: JSONValue) throws(ModelError) -> [CreationEffect.Other] {
    guard let elements = value.arrayValue else { throw mistake("'also' is no list") }
    var others: [CreationEffect.Other] = []
    for element in elements {
      let other = record.inner(try members(element, of: "also"))
      try other.check(["in", "as"], of: "what is made also")
      guard let value = try other.value(of: "as") else {
        throw mistake("what is made also is 'in' and 'as'")
      }
      others.append(CreationEffect.Other(collection: try other.neededText("in"), value: value))
    }
    return others
  }

  /// `{"by":"group","in":"groups","as":{…},"append":{…}}`
  fileprivate func twin(_ value: JSONValue) throws(ModelError) -> CreationEffect.Twin {
    let reader = EffectReader(record.inner(try members(value, of: "twin")))
    try reader.record.check(["by", "in", "as"] + Self.changes, of: "a twin")
    guard let reference = try reader.record.text("by"), let set = try reader.record.text("in"),
      let value = try reader.record.value(of: "as")
    else { throw mistake("a twin is 'by', 'in' and 'as'") }
    return CreationEffect.Twin(
      reference: reference, set: set, value: value, changes: try reader.changes())
  }
}
