import EntityModel
import GraphContract
import JSON

/// Texts that the pages give a few words to choose from, in any case (directory.md sections 2 to 4).
enum ClosedWords {
  private static let words: [String: [(property: String, words: [String])]] = [
    DirectoryType.user: [
      ("ageGroup", ["Minor", "NotAdult", "Adult"]),
      ("consentProvidedForMinor", ["Granted", "Denied", "NotRequired"]),
      ("externalUserState", ["PendingAcceptance", "Accepted"]), ("userType", ["Member", "Guest"]),
    ],
    DirectoryType.group: [
      ("theme", ["Teal", "Purple", "Green", "Blue", "Pink", "Orange", "Red"]),
      ("visibility", ["Public", "Private", "HiddenMembership"]),
    ],
    DirectoryType.application: [
      (
        "signInAudience",
        [
          "AzureADMyOrg", "AzureADMultipleOrgs", "AzureADandPersonalMicrosoftAccount",
          "PersonalMicrosoftAccount",
        ]
      )
    ],
    DirectoryType.device: [
      ("deviceOwnership", ["Company", "Personal", "Unknown"]),
      ("profileType", ["RegisteredDevice", "SecureVM", "Printer", "Shared", "IoT"]),
      ("trustType", ["Workplace", "AzureAd", "ServerAd"]),
    ],
  ]

  /// Brings the words of an object into the pages' spelling.
  ///
  /// - Parameter old: what is there is not looked at again; nothing of a new object.
  static func settle(
    _ values: inout [String: JSONValue], changing old: [String: JSONValue], of type: StructuredType
  ) throws {
    for (property, words) in Self.words[type.name] ?? [] {
      guard let text = values[property]?.stringValue, values[property] != old[property] else { continue }
      guard let word = words.first(where: { $0.lowercased() == text.lowercased() }) else {
        throw DirectoryError.invalidValue(property, of: type.resourceName)
      }
      values[property] = .string(word)
    }
  }
}
