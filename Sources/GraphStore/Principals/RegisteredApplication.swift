/// An application that a tenant's objects describe, as far as signing in is concerned.
package struct RegisteredApplication: Sendable {
  package var name: String?
  /// With any of them it shows who it is.
  package var secrets: [String] = []
  /// Those whose time is over, or has not come.
  package var expiredSecrets: [String] = []
  /// In Base64, by whose keys it signs what it shows.
  package var certificates: [String] = []
  /// Where browsers are sent back to that its server takes part in.
  package var webAddresses: [String] = []
  /// Those of programs on users' machines.
  package var publicAddresses: [String] = []
  /// Taken for a program on users' machines where nothing else tells.
  package var isFallbackPublic = false
  /// What users' tokens may be used for; nil: whatever is asked for.
  package var delegated: [String]?
  /// What its own tokens may be used for; nil: everything.
  package var application: [String]?

  package init(name: String?) { self.name = name }
}
