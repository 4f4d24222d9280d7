package import JSON

/// The settings that no workload has for itself.
package struct EngineSettings: SettingsPart {
  package let isStrict: Bool
  /// Rows of a page for a request that does not say; nil: the workload's own.
  package let pageSize: Int?
  /// What random choices start from; nil: each is another.
  package let randomSeed: Int?
  package let signIn: SignIn
  package let batchOrder: BatchOrder
  /// Requests are counted, and refused where they are too many.
  package let throttles: Bool
  /// nil: all see at once what was written.
  package let consistency: Consistency?
  package let unmadeOperations: UnmadeOperations
  package let capabilities: StatedCapabilities

  package static let keys = [
    SettingKey("strict", .bool), SettingKey("pageSize", .integer(1...999)),
    SettingKey("randomSeed", .integer(Int.min...Int.max)),
    SettingKey("signIn", .someOf(["user": .nullable(.filledString), "autoApprove": .bool])),
    SettingKey("throttling", .object(["enabled": .bool], needing: ["enabled"])),
    SettingKey("consistency", Consistency.form),
    SettingKey("capabilities", .word(StatedCapabilities.allCases.map(\.rawValue))),
    SettingKey("operations", .word(UnmadeOperations.allCases.map(\.rawValue))),
    SettingKey("batch", .object(["order": .word(BatchOrder.allCases.map(\.rawValue))], needing: ["order"])),
  ]

  package init(_ settings: JSONObject) {
    isStrict = settings["strict"]?.boolValue ?? false
    pageSize = settings["pageSize"]?.intValue
    randomSeed = settings["randomSeed"]?.intValue
    signIn = SignIn(settings["signIn"]?.objectValue ?? [:])
    let order = settings["batch"]?.objectValue?["order"]?.stringValue
    batchOrder = order.flatMap(BatchOrder.init) ?? .request
    throttles = settings["throttling"]?.objectValue?["enabled"]?.boolValue ?? false
    consistency = settings["consistency"]?.objectValue.flatMap(Consistency.init)
    unmadeOperations =
      settings["operations"]?.stringValue.flatMap(UnmadeOperations.init) ?? .notImplemented
    capabilities = settings["capabilities"]?.stringValue.flatMap(StatedCapabilities.init) ?? .ignore
  }

  /// The order of a batch's answers.
  package enum BatchOrder: String, Sendable, CaseIterable { case request, shuffled }

  /// What an operation answers that the model has and no rule does: 501, or the default of what it returns.
  package enum UnmadeOperations: String, Sendable, CaseIterable { case notImplemented, stub }

  /// What becomes of options that a place says it does not take: they count all the same, or are refused.
  package enum StatedCapabilities: String, Sendable, CaseIterable { case ignore, enforce }
}

// MARK: Signing in

extension EngineSettings {
  /// Who signs in.
  package struct SignIn: Sendable, Equatable {
    /// Who callers without an identity are, by id or name; nil: the first user.
    package let user: String?
    /// Pages of sign-in answer at once, without a person.
    package let approvesAtOnce: Bool

    init(_ object: JSONObject) {
      user = object["user"]?.stringValue
      approvesAtOnce = object["autoApprove"]?.boolValue ?? false
    }
  }
}
