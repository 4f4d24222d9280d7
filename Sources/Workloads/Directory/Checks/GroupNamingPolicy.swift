import GraphContract
import JSON

/// What the names of Microsoft 365 groups must begin and end with, and must not hold.
struct GroupNamingPolicy {
  private let prefix: String
  private let suffix: String
  private let blockedWords: [String]

  init(_ settings: JSONObject) {
    prefix = settings["prefix"]?.stringValue ?? ""
    suffix = settings["suffix"]?.stringValue ?? ""
    blockedWords = settings["blockedWords"]?.arrayValue?.compactMap(\.stringValue) ?? []
  }

  /// What a name lacks; both names may be told at once, as the service does.
  func missing(_ name: String, _ property: String) -> GraphError.Detail? {
    guard !name.hasPrefix(prefix) || !name.hasSuffix(suffix) else { return nil }
    return GraphError.Detail(
      code: "MissingPrefixSuffix",
      message: "Property \(property) is missing a required prefix/suffix per your organization's Group "
        + "naming requirements.",
      target: property, more: ["prefix": .string(prefix), "suffix": .string(suffix)])
  }

  /// The service compares whole names, without prefix and suffix, and ignores case.
  func blocked(_ name: String, _ property: String) -> GraphError.Detail? {
    let bare = name.dropFirst(name.hasPrefix(prefix) ? prefix.count : 0)
    let core = bare.dropLast(bare.hasSuffix(suffix) ? suffix.count : 0).lowercased()
    guard blockedWords.contains(where: { $0.lowercased() == core }) else { return nil }
    return GraphError.Detail(
      code: "ContainsBlockedWord",
      message: "Property \(property) contains a blocked word per your organization's Group naming "
        + "requirements.",
      target: property)
  }

  /// Everything that is wrong with the names of one group.
  ///
  /// - Parameter names: by property.
  func faults(_ names: [(property: String, name: String)]) -> [GraphError.Detail] {
    let missing = names.compactMap { self.missing($0.name, $0.property) }
    guard missing.isEmpty else { return missing }
    return names.lazy.compactMap { self.blocked($0.name, $0.property) }.prefix(1).map(\.self)
  }
}
