import JSON
import OData

/// Who must agree: `requestApprovalSettings` of both versions.
enum PolicyApproval {
  static let part = PolicyRenderings.Part(
    beta: ["requestApprovalSettings"], later: ["assignmentApprovalSettings"], toBeta: toBeta, toLater: toLater
  )

  @Sendable private static func toBeta(_ values: PolicyValues) -> PolicyValues {
    guard let settings = values["assignmentApprovalSettings"].objectValue else {
      return PolicyValues(["requestApprovalSettings": .null])
    }
    let stages = settings["stages"]?.arrayValue?.compactMap(\.objectValue) ?? []
    let isRequired = settings["isApprovalRequiredForAdd"]?.boolValue ?? false
    let mode: JSONValue = !isRequired ? "NoApproval" : stages.count > 1 ? "Serial" : "SingleStage"
    return PolicyValues([
      "requestApprovalSettings": [
        "approvalMode": mode, "approvalStages": .array(stages.map(betaStage)),
        "isApprovalRequired": .bool(isRequired),
        "isApprovalRequiredForExtension": .bool(settings["isApprovalRequiredForUpdate"]?.boolValue ?? false),
        "isRequestorJustificationRequired": .bool(
          settings["isRequestorJustificationRequired"]?.boolValue ?? false),
      ]
    ])
  }

  @Sendable private static func toLater(_ values: PolicyValues) -> PolicyValues {
    guard let settings = values["requestApprovalSettings"].objectValue else {
      return PolicyValues(["assignmentApprovalSettings": .null])
    }
    let stages = settings["approvalStages"]?.arrayValue?.compactMap(\.objectValue) ?? []
    return PolicyValues([
      "assignmentApprovalSettings": [
        "isApprovalRequiredForAdd": .bool(settings["isApprovalRequired"]?.boolValue ?? false),
        "isApprovalRequiredForUpdate": .bool(settings["isApprovalRequiredForExtension"]?.boolValue ?? false),
        "isRequestorJustificationRequired": .bool(
          settings["isRequestorJustificationRequired"]?.boolValue ?? false),
        "stages": .array(stages.map(laterStage)),
      ]
    ])
  }

  // MARK: Stages

  private static let types = [
    "#microsoft.graph.approvalStage": "#microsoft.graph.accessPackageApprovalStage"
  ]

  private static func betaStage(_ stage: JSONObject) -> JSONValue {
    var members: JSONObject = [:]
    members["@odata.type"] = stage["@odata.type"].map { type in
      types.first { .string($0.value) == type }.map { .string($0.key) } ?? type
    }
    members["approvalStageTimeOutInDays"] =
      Days(duration: stage["durationBeforeAutomaticDenial"]?.stringValue).map { .number($0.count) } ?? .null
    members["approverInformationVisibility"] = stage["approverInformationVisibility"] ?? .null
    members["escalationApprovers"] = SubjectSets.joined(
      stage["escalationApprovers"], stage["fallbackEscalationApprovers"])
    let escalation = stage["durationBeforeEscalation"]?.stringValue.flatMap(ISODuration.ticks)
    members["escalationTimeInMinutes"] =
      escalation.map { .number(Ticks.units(of: 60 * Ticks.second, in: $0)) } ?? .number(0)
    for name in ["isApproverJustificationRequired", "isEscalationEnabled"] {
      members[name] = .bool(stage[name]?.boolValue ?? false)
    }
    members["primaryApprovers"] = SubjectSets.joined(
      stage["primaryApprovers"], stage["fallbackPrimaryApprovers"])
    return .object(members)
  }

  private static func laterStage(_ stage: JSONObject) -> JSONValue {
    let primary = SubjectSets.parted(stage["primaryApprovers"])
    let escalation = SubjectSets.parted(stage["escalationApprovers"])
    var members: JSONObject = [:]
    members["@odata.type"] = stage["@odata.type"].map { type in
      type.stringValue.flatMap { types[$0] }.map(JSONValue.string) ?? type
    }
    // Never null in v1.0.
    members["approverInformationVisibility"] =
      stage["approverInformationVisibility"]?.stringValue.map(
        JSONValue.string) ?? "default"
    members["durationBeforeAutomaticDenial"] =
      stage["approvalStageTimeOutInDays"]?.intValue.map { .string(Days(count: $0).duration) } ?? .null
    members["durationBeforeEscalation"] = .string(duration(stage["escalationTimeInMinutes"]?.intValue ?? 0))
    members["escalationApprovers"] = escalation.main
    members["fallbackEscalationApprovers"] = escalation.fallback
    members["fallbackPrimaryApprovers"] = primary.fallback
    for name in ["isApproverJustificationRequired", "isEscalationEnabled"] {
      members[name] = .bool(stage[name]?.boolValue ?? false)
    }
    members["primaryApprovers"] = primary.main
    return .object(members)
  }

  /// Whole days as `P1D`, else `PT90M`; nothing at all is `PT0S`.
  private static func duration(_ minutes: Int) -> String {
    guard minutes > 0 else { return "PT0S" }
    return minutes % 1440 == 0 ? "P\(minutes / 1440)D" : "PT\(minutes)M"
  }
}
