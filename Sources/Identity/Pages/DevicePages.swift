import HTTPMessages

/// Asks for the code that a device shows.
struct DeviceCodePage {
  let action: String
  /// The name of the field for it.
  let field: String
  /// What was wrong with the last one.
  let mistake: String?
  /// That the user came with.
  let code: String

  var response: Response {
    let note: HTML = mistake.map { "<p role=\"alert\">\($0)</p>\n" } ?? ""
    return Page(
      title: "Enter code",
      body: """
        <h1>Enter code</h1>
        \(note)<form method="post" action="\(action)">
        <label>The code that your app or device shows
        <input name="\(field)" autocomplete="off" autofocus value="\(code)"></label>
        <button type="submit">Next</button>
        </form>
        """
    ).response(status: mistake == nil ? 200 : 400)
  }
}
