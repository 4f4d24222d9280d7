package import JSON
import OData

/// The settings that no workload has for itself.
package struct EngineSettings: SettingsPart {
  package let isStrict: Bool
  /// Rows of a page for a request that does not say; nil: the workload's own.
  package let pageSize: Int?
  /// What random choices start from; nil: each is another.
  package let randomSeed: Int?
  package let signIn: SignIn
  package let isThrottled: Bool
  package let consistency: Consistency
  package let batchOrder: BatchOrder

  package static let keys = [
    SettingKey("strict", .bool, row: 3), SettingKey("pageSize", .integer(1...999), row: 4),
    SettingKey("randomSeed", .integer(Int.min...Int.max), row: 5),
    SettingKey("signIn", .object(["user": .nullableString, "autoApprove": .bool]), row: 6),
    SettingKey("throttling", .object(["enabled": .bool]), row: 7),
    SettingKey("consistency", Consistency.form, row: 8),
    SettingKey("batch", .object(["order": .word(BatchOrder.allCases.map(\.rawValue))]), row: 9),
  ]

  package init(_ settings: JSONObject) {
    isStrict = settings["strict"]?.boolValue ?? false
    pageSize = settings["pageSize"]?.intValue
    randomSeed = settings["randomSeed"]?.intValue
    signIn = SignIn(settings["signIn"]?.objectValue ?? [:])
    isThrottled = settings["throttling"]?.objectValue?["enabled"]?.boolValue ?? false
    consistency = Consistency(settings["consistency"]?.objectValue ?? [:])
    let order = settings["batch"]?.objectValue?["order"]?.stringValue
    batchOrder = order.flatMap(BatchOrder.init) ?? .request
  }

  /// The order of a batch's answers.
  package enum BatchOrder: String, Sendable, CaseIterable { case request, shuffled }
}

// MARK: Signing in

extension EngineSettings {
  /// Who signs in, and how.
  package struct SignIn: Sendable, Equatable {
    /// Who callers without an identity are, by id or name; nil: the first user.
    package let user: String?
    /// The pages of a sign-in answer at once.
    package let approvesAtOnce: Bool

    init(_ object: JSONObject) {
      user = object["user"]?.stringValue
      approvesAtOnce = object["autoApprove"]?.boolValue ?? false
    }
  }
}

// MARK: Consistency

extension EngineSettings {
  /// When others see what was written.
  package enum Consistency: Sendable, Equatable {
    case strong
    case eventual(Lag)

    /// How far what is read lags behind.
    package struct Lag: Sendable, Equatable {
      package let reads: Int?
      /// In seconds of the tenant's clock.
      package let delay: Double?
      /// Reads of single objects lag too.
      package let holdsById: Bool
    }

    static let form = OptionForm.object([
      "mode": .word(["strong", "eventual"]), "reads": .integer(0...Int.max), "delay": .duration,
      "byId": .bool,
    ])

    init(_ object: JSONObject) {
      guard object["mode"]?.stringValue == "eventual" else {
        self = .strong
        return
      }
      self = .eventual(
        Lag(
          reads: object["reads"]?.intValue,
          delay: object["delay"]?.stringValue.flatMap(ISODuration.seconds),
          holdsById: object["byId"]?.boolValue ?? false))
    }
  }
}
