extension RequestRefusals {
  /// `{"of":"microsoft.graph.user","delete":{"where":{…},"status":403,"code":"…","message":"…"}}`; nil for a type that says
  /// nothing.
  static func read(_ annotations: Annotations) throws(ModelError) -> RequestRefusals? {
    guard let reader = try EffectReader("Refuses", called: nil, annotations) else { return nil }
    try reader.record.check(["of"] + Act.allCases.map(\.rawValue))
    var refusals: [Act: [EffectRefusal]] = [:]
    for act in Act.allCases { refusals[act] = try reader.part(act.rawValue, reader.refusals) }
    return RequestRefusals(
      owners: (try reader.record.text("of") ?? "").split(separator: " ").map(String.init), refusals: refusals)
  }
}
