import JSON

/// How access is reviewed: `accessReviewSettings` of beta, `reviewSettings` of v1.0.
enum PolicyReview {
  static let part = PolicyRenderings.Part(
    beta: ["accessReviewSettings"], later: ["reviewSettings"], toBeta: toBeta, toLater: toLater)

  /// Words of beta with the pattern that means them.
  private static let recurrences = [
    ("weekly", "weekly", 1), ("monthly", "absoluteMonthly", 1), ("quarterly", "absoluteMonthly", 3),
    ("halfyearly", "absoluteMonthly", 6), ("annual", "absoluteMonthly", 12),
    ("annual", "absoluteYearly", 1),
  ]

  @Sendable private static func toBeta(_ values: PolicyValues) -> PolicyValues {
    guard let settings = values["reviewSettings"].objectValue else {
      return PolicyValues(["accessReviewSettings": .null])
    }
    let schedule = settings["schedule"]?.objectValue ?? [:]
    let old = values["accessReviewSettings"].objectValue ?? [:]
    let duration = schedule["expiration"]?.objectValue?["duration"]?.stringValue
    var review: JSONObject = [:]
    review["accessReviewTimeoutBehavior"] = settings["expirationBehavior"] ?? .null
    review["durationInDays"] = Days(duration: duration).map { .number($0.count) } ?? .null
    review["isAccessRecommendationEnabled"] = settings["isRecommendationEnabled"] ?? .null
    review["isAgenticExperienceEnabled"] = old["isAgenticExperienceEnabled"] ?? .null
    review["isApprovalJustificationRequired"] = settings["isReviewerJustificationRequired"] ?? .null
    review["isEnabled"] = settings["isEnabled"] ?? .null
    review["recurrenceType"] = recurrence(schedule["recurrence"])
    review["reviewers"] = SubjectSets.joined(settings["primaryReviewers"], settings["fallbackReviewers"])
    review["reviewerType"] = reviewerType(settings)
    review["startDateTime"] = schedule["startDateTime"] ?? .null
    return PolicyValues(["accessReviewSettings": .object(review)])
  }

  private static func recurrence(_ value: JSONValue?) -> JSONValue {
    guard let pattern = value?.objectValue?["pattern"]?.objectValue else { return .null }
    let interval = pattern["interval"]?.intValue ?? 1
    let found = recurrences.first { $0.1 == pattern["type"]?.stringValue && $0.2 == interval }
    return found.map { .string($0.0) } ?? .null
  }

  private static func reviewerType(_ settings: JSONObject) -> JSONValue {
    guard settings["isSelfReview"]?.boolValue != true else { return "Self" }
    let isManager = settings["primaryReviewers"]?.arrayValue?.contains {
      ["#microsoft.graph.requestorManager", "#microsoft.graph.targetManager"]
        .contains($0.objectValue?["@odata.type"]?.stringValue)
    }
    return isManager == true ? "Manager" : "Reviewers"
  }

  @Sendable private static func toLater(_ values: PolicyValues) -> PolicyValues {
    guard let settings = values["accessReviewSettings"].objectValue else {
      return PolicyValues(["reviewSettings": .null])
    }
    let reviewers = SubjectSets.parted(settings["reviewers"])
    var review: JSONObject = [:]
    review["expirationBehavior"] = settings["accessReviewTimeoutBehavior"] ?? .null
    review["fallbackReviewers"] = reviewers.fallback
    review["isEnabled"] = settings["isEnabled"] ?? .null
    review["isRecommendationEnabled"] = settings["isAccessRecommendationEnabled"] ?? .null
    review["isReviewerJustificationRequired"] = settings["isApprovalJustificationRequired"] ?? .null
    review["isSelfReview"] = .bool(settings["reviewerType"]?.stringValue?.lowercased() == "self")
    review["primaryReviewers"] = reviewers.main
    review["schedule"] = self.schedule(settings)
    return PolicyValues(["reviewSettings": .object(review)])
  }

  private static func schedule(_ settings: JSONObject) -> JSONValue {
    let days = settings["durationInDays"]?.intValue ?? 0
    return [
      "expiration": [
        "duration": days > 0 ? .string(Days(count: days).duration) : .null, "endDateTime": .null,
        "type": days > 0 ? "afterDuration" : "noExpiration",
      ],
      "recurrence": pattern(settings["recurrenceType"]?.stringValue),
      "startDateTime": settings["startDateTime"] ?? .null,
    ]
  }

  private static func pattern(_ word: String?) -> JSONValue {
    guard let found = recurrences.first(where: { $0.0 == word?.lowercased() }) else { return .null }
    return [
      "pattern": [
        "dayOfMonth": .number(0), "daysOfWeek": [], "firstDayOfWeek": .null, "index": .null,
        "interval": .number(found.2), "month": .number(0), "type": .string(found.1),
      ],
      "range": [
        "endDate": .null, "numberOfOccurrences": .number(0), "recurrenceTimeZone": .null, "startDate": .null,
        "type": "noEnd",
      ],
    ]
  }
}
