import JSON

extension EffectReader {
  /// `{"where":{"externalId":"$externalId"},"by":"members/user"}`
  func likeness(_ value: JSONValue) throws(ModelError) -> EffectLikeness {
    let members = try members(value, of: "there")
    let likeness = record.inner(members)
    try likeness.check(["where", "by"], of: "what is there")
    guard let conditions = members["where"]?.objectValue else {
      throw mistake("what is there has no 'where'")
    }
    return EffectLikeness(
      conditions: try record.conditions(of: conditions),
      references: try path(likeness.text("by")))
  }

  private func path(_ text: String?) throws(ModelError) -> EffectLikeness.Path? {
    guard let text else { return nil }
    guard let path = EffectLikeness.Path(text) else {
      throw mistake("what is there is told 'by' a collection and a reference")
    }
    return path
  }
}
