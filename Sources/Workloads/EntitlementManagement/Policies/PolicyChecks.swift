import JSON

/// What a client says of a policy: the words of its vocabularies, and whole expirations (entitlement-management
/// section 4).
struct PolicyChecks {
  private let values: PolicyValues
  /// What was there before is not looked at again.
  private let old: PolicyValues

  init(_ values: PolicyValues, insteadOf old: PolicyValues = PolicyValues()) {
    (self.values, self.old) = (values, old)
  }

  func check() throws {
    for (path, words) in Self.vocabularies { try check(path, words) }
    for (path, place) in Self.expirations where changes(path) {
      try AskedExpiration.check(values[path], at: place)
    }
  }

  private func check(_ path: [String], _ words: [String]) throws {
    guard changes(path), let word = values[path].stringValue,
      !words.contains(where: { $0.lowercased() == word.lowercased() })
    else { return }
    throw EntitlementError.invalidModel(
      at: path.joined(separator: "."), "'\(word)' is none of \(words.joined(separator: ", ")).")
  }

  private func changes(_ path: [String]) -> Bool { values[path] != old[path] }

  /// Of beta, which has texts where v1.0 has enumerations.
  private static let vocabularies = [
    (["requestorSettings", "scopeType"], PolicyRequestors.scopeWords),
    (["requestApprovalSettings", "approvalMode"], ["NoApproval", "SingleStage", "Serial"]),
    (
      ["accessReviewSettings", "recurrenceType"], ["weekly", "monthly", "quarterly", "halfyearly", "annual"]
    ),
    (["accessReviewSettings", "reviewerType"], ["Self", "Reviewers", "Manager"]),
  ]

  private static let expirations = [
    (["expiration"], "expiration"),
    (["reviewSettings", "schedule", "expiration"], "reviewSettings.schedule.expiration"),
  ]
}

extension PolicyValues {
  /// The value at the end of a path of members.
  fileprivate subscript(path: [String]) -> JSONValue {
    self[path[0]].value(at: path.dropFirst()) ?? .null
  }
}
