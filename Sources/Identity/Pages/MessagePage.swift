import HTTPMessages

/// Says one thing.
struct MessagePage {
  let title: String
  let text: String
  var status = 200

  var response: Response {
    Page(title: title, body: "<h1>\(title)</h1>\n<p>\(text)</p>").response(status: status)
  }
}
