import GraphStore
import JSON

/// The setting `licenseRules`: what may keep a principal from getting a unit (cloud-licensing 4.3).
struct LicenseRules: Sendable {
  struct Failure: Sendable {
    let principal: PrincipalReference
    let sku: String
    let code: String
    let message: String
  }

  /// By plan: any one of these plans satisfies it.
  let requires: [String: [String]]
  let excludes: [(String, String)]
  /// Countries by product.
  let prohibitedLocations: [String: Set<String>]
  /// nil: a missing location matters to `assignLicense` only.
  let requireUsageLocation: Bool?
  let proxyAddressConflicts: [PrincipalReference]
  let failures: [Failure]

  static let form = OptionForm.object([
    "requires": .sound(
      .dictionary(.filled(.distinct(.guid, by: .inAnyCase)), names: .guid), mistake: needingItself),
    "excludes": .distinct(.sound(.array(.guid, count: 2), mistake: excludingItself), by: unordered),
    "prohibitedLocations": .dictionary(.filled(.distinct(country, by: .inAnyCase)), names: .guid),
    "requireUsageLocation": .nullable(.bool),
    "proxyAddressConflicts": .distinct(principal, by: principalMeant),
    "failures": .distinct(failureForm, by: assignmentMeant),
  ])

  private static let country = OptionForm.text(called: "a country in two letters") { text in
    text.utf8.count == 2 && text.allSatisfy { $0.isASCII && $0.isLetter }
  }

  /// What it names need not be there yet.
  private static let principal = OptionForm.text(
    called: "a path such as users/{id}, with an id or a sign-in name,"
  ) { PrincipalReference($0).isPossible }

  private static let failureForm = OptionForm.object(
    ["principal": principal, "skuId": .guid, "code": .filledString, "message": .filledString],
    needing: ["principal", "skuId"])

  init(_ object: JSONObject) {
    requires = Self.lists(object["requires"]).mapValues { $0.map { $0.lowercased() } }
    excludes = (object["excludes"]?.arrayValue ?? []).compactMap { pair in
      let plans = pair.arrayValue?.compactMap(\.stringValue) ?? []
      return plans.count == 2 ? (plans[0].lowercased(), plans[1].lowercased()) : nil
    }
    prohibitedLocations = Self.lists(object["prohibitedLocations"]).mapValues {
      Set($0.map { $0.uppercased() })
    }
    requireUsageLocation = object["requireUsageLocation"]?.boolValue
    proxyAddressConflicts = (object["proxyAddressConflicts"]?.arrayValue ?? []).compactMap(\.stringValue)
      .map(PrincipalReference.init)
    failures = (object["failures"]?.arrayValue ?? []).compactMap(\.objectValue).compactMap(Self.failure)
  }

  // MARK: What has no effect

  /// Who gets a plan has it, so that nothing is missing.
  private static let needingItself: @Sendable (JSONValue, String) -> OptionMistake? = { value, path in
    for member in value.objectValue?.members ?? [] {
      let (plan, needed) = (member.name, member.value.arrayValue?.compactMap(\.stringValue) ?? [])
      guard let index = needed.firstIndex(where: { $0.lowercased() == plan.lowercased() }) else { continue }
      return OptionMistake(
        "\(path).\(plan)[\(index)]", "another plan expected, since whoever gets this one has it")
    }
    return nil
  }

  private static let excludingItself: @Sendable (JSONValue, String) -> OptionMistake? = { value, path in
    let plans = value.arrayValue?.compactMap(\.stringValue) ?? []
    guard let first = plans.first, first.lowercased() == plans.last?.lowercased() else { return nil }
    return OptionMistake(path, "two different plans expected")
  }

  private static let unordered = OptionForm.Meaning { pair in
    (pair.arrayValue ?? []).map { $0.text.lowercased() }.sorted().joined(separator: " ")
  }

  private static let principalMeant = OptionForm.Meaning(principalKey)

  /// The first failure of an assignment is the one that counts.
  private static let assignmentMeant = OptionForm.Meaning { failure in
    let members = failure.objectValue ?? [:]
    return "\(principalKey(members["principal"])) \(members["skuId"]?.text.lowercased() ?? "")"
  }

  @Sendable private static func principalKey(_ value: JSONValue?) -> String {
    PrincipalReference(value?.stringValue ?? "").key
  }

  private static func lists(_ value: JSONValue?) -> [String: [String]] {
    let members = value?.objectValue?.members ?? []
    return Dictionary(
      members.map { ($0.name.lowercased(), $0.value.arrayValue?.compactMap(\.stringValue) ?? []) }
    ) {
      $1
    }
  }

  private static func failure(_ object: JSONObject) -> Failure? {
    guard let principal = object["principal"]?.stringValue, let sku = object["skuId"]?.stringValue else {
      return nil
    }
    let code = object["code"]?.stringValue ?? "Other"
    return Failure(
      principal: PrincipalReference(principal), sku: sku.lowercased(), code: code,
      message: object["message"]?.stringValue ?? "The license could not be assigned.")
  }

  /// No rule at all: granting needs no look at the principal's other licenses.
  var isEmpty: Bool {
    requires.isEmpty && excludes.isEmpty && prohibitedLocations.isEmpty && requireUsageLocation != true
      && proxyAddressConflicts.isEmpty && failures.isEmpty
  }
}
