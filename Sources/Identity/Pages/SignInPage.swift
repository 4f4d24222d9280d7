import HTTPMessages

/// Lists who can sign in to an application.
struct SignInPage {
  /// More users are not listed, and sign in by their names.
  static let limit = 100
  /// What is chosen by who does not want to.
  static let nobody = "nobody"

  let application: String
  let organization: String
  let action: String
  /// What the application asked for, which goes on with the choice.
  let fields: [(name: String, value: String)]
  /// The name of the choice.
  let field: String
  let users: [PageUser]
  /// Who is likely to sign in.
  let hint: String?

  var response: Response {
    Page(
      title: "Sign in to your account",
      body: """
        <h1>Sign in to \(application)</h1>
        <p>\(organization)</p>
        <form method="post" action="\(action)">
        \(HiddenFields.html(fields))<ul>
        \(ordered.map { $0.button(field) })</ul>
        <button type="submit" name="\(field)" value="\(Self.nobody)">Cancel</button>
        </form>
        <form method="post" action="\(action)">
        \(HiddenFields.html(fields))<label>Somebody else
        <input name="\(field)" placeholder="name@domain" value="\(unlistedHint)"></label>
        <button type="submit">Next</button>
        </form>
        """
    ).response()
  }

  /// The likely one first.
  private var ordered: [PageUser] { users.filter(isHinted) + users.filter { !isHinted($0) } }

  private func isHinted(_ user: PageUser) -> Bool { user.principalName.lowercased() == hint?.lowercased() }

  private var unlistedHint: String { users.contains(where: isHinted) ? "" : hint ?? "" }
}
