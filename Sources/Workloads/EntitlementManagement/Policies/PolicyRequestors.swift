import JSON

/// Who may ask: `requestorSettings` and `canExtend` of beta, `allowedTargetScope`, `specificAllowedTargets` and
/// `requestorSettings` of v1.0.
enum PolicyRequestors {
  static let part = PolicyRenderings.Part(
    beta: ["requestorSettings", "canExtend"],
    later: ["allowedTargetScope", "specificAllowedTargets", "assignmentRequestorSettings"],
    toBeta: toBeta, toLater: toLater)

  /// Several words of beta may mean one of v1.0; the first is the one that v1.0 is told in.
  private static let scopes = [
    ("NoSubjects", "notSpecified"), ("SpecificDirectorySubjects", "specificDirectoryUsers"),
    ("SpecificConnectedOrganizationSubjects", "specificConnectedOrganizationUsers"),
    ("AllExistingDirectoryMemberUsers", "allMemberUsers"),
    ("AllExistingDirectorySubjects", "allDirectoryUsers"),
    ("AllConfiguredConnectedOrganizationSubjects", "allConfiguredConnectedOrganizationUsers"),
    ("AllExistingConnectedOrganizationSubjects", "allConfiguredConnectedOrganizationUsers"),
    ("AllExternalSubjects", "allExternalUsers"),
    // Beta has no words for these.
    ("SpecificDirectoryServicePrincipals", "specificDirectoryServicePrincipals"),
    ("AllDirectoryServicePrincipals", "allDirectoryServicePrincipals"),
    ("AllDirectoryAgentIdentities", "allDirectoryAgentIdentities"),
  ]

  static let scopeWords = scopes.map(\.0)

  /// The values with the scope of beta as the service spells it: words compare ignoring case.
  static func spelled(_ values: PolicyValues) -> PolicyValues {
    guard var settings = values["requestorSettings"].objectValue,
      let word = settings["scopeType"]?.stringValue?.lowercased(),
      let known = scopeWords.first(where: { $0.lowercased() == word })
    else { return values }
    settings["scopeType"] = .string(known)
    var values = values
    values["requestorSettings"] = .object(settings)
    return values
  }

  @Sendable private static func toBeta(_ values: PolicyValues) -> PolicyValues {
    let settings = values["assignmentRequestorSettings"].objectValue ?? [:]
    let scope = values["allowedTargetScope"].stringValue ?? "notSpecified"
    let allowed = values["specificAllowedTargets"].arrayValue ?? []
    return PolicyValues([
      "requestorSettings": [
        "acceptRequests": .bool(settings["enableTargetsToSelfAddAccess"]?.boolValue ?? false),
        "allowedRequestors": .array(allowed.map { SubjectSets.beta($0) }),
        "scopeType": .string(scopes.first { $0.1 == scope }?.0 ?? "NoSubjects"),
      ],
      "canExtend": .bool(settings["enableTargetsToSelfUpdateAccess"]?.boolValue ?? false),
    ])
  }

  @Sendable private static func toLater(_ values: PolicyValues) -> PolicyValues {
    let settings = values["requestorSettings"].objectValue ?? [:]
    let scope = settings["scopeType"]?.stringValue?.lowercased() ?? ""
    let allowed = settings["allowedRequestors"]?.arrayValue ?? []
    return PolicyValues([
      "allowedTargetScope": .string(scopes.first { $0.0.lowercased() == scope }?.1 ?? "notSpecified"),
      "specificAllowedTargets": .array(allowed.map(SubjectSets.later)),
      "assignmentRequestorSettings": requestorSettings(
        accepts: settings["acceptRequests"]?.boolValue ?? false,
        extends: values["canExtend"].boolValue ?? false,
        old: values["assignmentRequestorSettings"].objectValue ?? [:]),
    ])
  }

  /// What beta says nothing of stays as it was.
  private static func requestorSettings(accepts: Bool, extends: Bool, old: JSONObject) -> JSONValue {
    let no = JSONValue.bool(false)
    return [
      "allowCustomAssignmentSchedule": old["allowCustomAssignmentSchedule"] ?? .bool(true),
      "enableOnBehalfRequestorsToAddAccess": old["enableOnBehalfRequestorsToAddAccess"] ?? no,
      "enableOnBehalfRequestorsToRemoveAccess": old["enableOnBehalfRequestorsToRemoveAccess"] ?? no,
      "enableOnBehalfRequestorsToUpdateAccess": old["enableOnBehalfRequestorsToUpdateAccess"] ?? no,
      "enableTargetsToSelfAddAccess": .bool(accepts),
      "enableTargetsToSelfRemoveAccess": old["enableTargetsToSelfRemoveAccess"] ?? .bool(accepts),
      "enableTargetsToSelfUpdateAccess": .bool(extends),
      "onBehalfRequestors": old["onBehalfRequestors"] ?? [],
    ]
  }
}

/// Sets of users and other subjects: `userSet` of beta, `subjectSet` of v1.0.
enum SubjectSets {
  /// What v1.0 calls the id of the one that the set is about.
  private static let identifiers = [
    "#microsoft.graph.singleUser": "userId", "#microsoft.graph.groupMembers": "groupId",
    "#microsoft.graph.connectedOrganizationMembers": "connectedOrganizationId",
    "#microsoft.graph.singleServicePrincipal": "servicePrincipalId",
  ]

  /// - Parameter isBackup: it stands among the fallback sets.
  static func beta(_ value: JSONValue, isBackup: Bool = false) -> JSONValue {
    guard let set = value.objectValue else { return value }
    let identifier = identifiers[set["@odata.type"]?.stringValue ?? ""]
    var members: JSONObject = [:]
    members["@odata.type"] = set["@odata.type"]
    members["isBackup"] = .bool(isBackup)
    return .object(JSONObject(members.members + renamed(set) { $0 == identifier ? "id" : $0 }))
  }

  static func later(_ value: JSONValue) -> JSONValue {
    guard let set = value.objectValue else { return value }
    let identifier = identifiers[set["@odata.type"]?.stringValue ?? ""]
    var members: JSONObject = [:]
    members["@odata.type"] = set["@odata.type"]
    return .object(JSONObject(members.members + renamed(set) { $0 == "id" ? identifier ?? "id" : $0 }))
  }

  /// What a set says of itself, in the order that both versions have: by name.
  private static func renamed(_ set: JSONObject, _ name: (String) -> String) -> [JSONObject.Member] {
    set.members.filter { !["@odata.type", "isBackup"].contains($0.name) }
      .map { JSONObject.Member(name: name($0.name), value: $0.value) }
      .sorted { $0.name < $1.name }
  }

  /// The sets that decide and those that stand in for them, from beta's one list.
  static func parted(_ value: JSONValue?) -> (main: JSONValue, fallback: JSONValue) {
    let sets = value?.arrayValue ?? []
    let isBackup = { (set: JSONValue) in set.objectValue?["isBackup"]?.boolValue == true }
    return (.array(sets.filter { !isBackup($0) }.map(later)), .array(sets.filter(isBackup).map(later)))
  }

  static func joined(_ main: JSONValue?, _ fallback: JSONValue?) -> JSONValue {
    .array(
      (main?.arrayValue ?? []).map { beta($0) }
        + (fallback?.arrayValue ?? []).map { beta($0, isBackup: true) })
  }
}
