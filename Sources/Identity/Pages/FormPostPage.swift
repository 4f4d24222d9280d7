import HTTPMessages

/// Sends an answer to an application as a form: by itself, or by a button where no script runs.
struct FormPostPage {
  let action: String
  let fields: [(name: String, value: String)]

  var response: Response {
    Page(
      title: "Working...",
      body: """
        <form method="post" action="\(action)">
        \(HiddenFields.html(fields))<noscript><p>Press the button to go on.</p></noscript>
        <button type="submit">Continue</button>
        </form>
        """, script: .submit
    ).response()
  }
}
