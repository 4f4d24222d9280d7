/// Who asks, by the names that the token has for them.
package struct CallerName: Sendable, Equatable {
  /// Id or name of the user; nil for the one of the tenant's settings, and for applications.
  package let user: String?
  /// Client id of the application.
  package let application: String?
  /// The application asks by itself.
  package let isApplication: Bool
  /// What else the token calls them: a user's name beside the id.
  private let others: [String]

  package init(user: String?, application: String?, isApplication: Bool, others: [String] = []) {
    self.user = user
    self.application = application
    self.isApplication = isApplication
    self.others = others
  }

  /// What somebody who looks for its requests may call it.
  var names: [String] { [user, application].compactMap(\.self) + others }

  /// `user adele@contoso.example`, `app 04b07795`, `user -` for whom no token names.
  package var text: String { isApplication ? "app \(application ?? "-")" : "user \(user ?? "-")" }
}
