/// Who asks, by the names that the token has for them.
package struct CallerName: Sendable, Equatable {
  /// Of the object that asks: its id before what it is called. Empty for the user of the tenant's settings.
  let principals: [String]
  /// Client ids of the application that asks, for a user or by itself.
  let applications: [String]
  /// The application asks by itself.
  package let isApplication: Bool

  /// - Parameters:
  ///   - principals: ids and names of the user, or of what stands for the application in the directory.
  ///   - applications: client ids.
  package init(principals: [String], applications: [String], isApplication: Bool) {
    self.principals = principals
    self.applications = applications
    self.isApplication = isApplication
  }

  /// Whoever shows no token, or one that says nothing.
  package static let unknown = CallerName(principals: [], applications: [], isApplication: false)

  /// Id or name of the user; nil for the one of the tenant's settings, and for applications.
  package var user: String? { isApplication ? nil : principals.first }

  package var application: String? { applications.first }

  /// All that somebody who looks for its requests may call it.
  package var names: [String] { principals + applications }

  /// `user adele@contoso.example`, `app 04b07795`, `user -` for whom no token names.
  package var text: String { isApplication ? "app \(application ?? "-")" : "user \(user ?? "-")" }
}
