import JSON

extension CreationEffect {
  /// nil for a set that says nothing.
  static func read(_ annotations: Annotations) throws(ModelError) -> CreationEffect? {
    guard let reader = try EffectReader("CreationEffect", annotations) else { return nil }
    try reader.record.check(["with", "twin", "refuse", "there", "as", "starts"], of: "a creation")
    return CreationEffect(
      named: try reader.part("with", reader.named) ?? [], twin: try reader.part("twin", reader.twin),
      refusals: try reader.part("refuse", reader.refusals) ?? [],
      likeness: try reader.part("there", reader.likeness),
      value: try reader.record.value(of: "as"), task: try reader.part("starts", reader.task))
  }
}

extension EffectReader {
  fileprivate func named(_ value: JSONValue) throws(ModelError) -> [EffectMember] {
    try record.values(of: members(value, of: "with"))
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
