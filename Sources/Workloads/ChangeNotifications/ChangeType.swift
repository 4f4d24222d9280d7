/// What has happened to an object.
enum ChangeType: String, CaseIterable {
  case created, updated, deleted

  /// - Returns: nil for a text that names none, or something else.
  static func all(in text: String) -> Set<ChangeType>? {
    let names = text.split(separator: ",", omittingEmptySubsequences: false)
    let types = names.compactMap { ChangeType(rawValue: $0.trimmed.lowercased()) }
    return types.count == names.count ? Set(types) : nil
  }

  /// What a subscriber is told; nil when it is nothing that it wants to hear of.
  ///
  /// Who asked for updates alone hears of creations as such: the service tells those of users and groups no other way
  /// (subscription resource page, note on `changeType`).
  func told(to wanted: Set<ChangeType>) -> ChangeType? {
    if wanted.contains(self) { return self }
    return self == .created && wanted.contains(.updated) ? .updated : nil
  }
}

extension Substring {
  fileprivate var trimmed: Substring {
    var rest = drop { $0 == " " }
    while rest.last == " " { rest.removeLast() }
    return rest
  }
}
