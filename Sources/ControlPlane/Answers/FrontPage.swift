import HTTPMessages
import JSON

/// What stands at `/`: where a person or a program is, and where to go on.
struct FrontPage {
  /// `http://localhost:8585`
  let root: String
  /// Of the program.
  let version: String
  /// Of the service.
  let versions: [String]
  /// Empty for who may not know.
  let tenants: [String]

  func response(to request: Request) -> Response {
    let wanted = request.headers.values(of: "accept").flatMap(ListElements.of)
    var response =
      wanted.contains { $0.name == "text/html" && $0.quality > 0 }
      ? page : Response.json(status: 200, json)
    response.headers.append(HeaderField("Vary", "Accept"))
    return response
  }

  private var json: JSONValue {
    var json: JSONObject = [
      "name": "graph-emulator", "version": .string(version),
      "graph": .array(versions.map { .string("\(root)/\($0)") }), "control": .string("\(root)/_emulator"),
    ]
    if !tenants.isEmpty { json["tenants"] = .array(tenants.map(JSONValue.string)) }
    return .object(json)
  }

  private var page: Response {
    Response(
      status: 200,
      headers: [
        HeaderField("Content-Type", "text/html; charset=utf-8"), HeaderField("Cache-Control", "no-store"),
        HeaderField("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'"),
        HeaderField("X-Content-Type-Options", "nosniff"),
      ], body: Array(html.utf8))
  }

  private var html: String {
    """
    <!doctype html>
    <html lang="en">
    <meta charset="utf-8">
    <title>graph-emulator</title>
    <style>body { font: 1em/1.5 sans-serif; max-width: 44em; margin: 2em auto; padding: 0 1em }</style>
    <h1>graph-emulator \(Self.escaped(version))</h1>
    <p>A local stand-in for Microsoft Graph. Nothing that you send here leaves this machine.</p>
    <h2>Next</h2>
    <ul>
    <li>Give an SDK this base URL: \(versions.map { code("\(root)/\($0)") }.joined(separator: " or ")).</li>
    <li>Or ask with curl; any bearer token will do unless the server was told otherwise:<br>
    \(code("curl -H 'Authorization: Bearer demo' \(root)/v1.0/users"))</li>
    <li><a href="/_emulator/routes">What is served</a>, <a href="/_emulator/metrics">metrics</a>,
    <a href="/_emulator/health/ready">health</a></li>
    </ul>
    \(list)</html>

    """
  }

  private var list: String {
    guard !tenants.isEmpty else { return "" }
    let items = tenants.prefix(Self.limit).map { name in
      let name = Self.escaped(name)
      let place = "/_emulator/tenants/\(name)"
      return "<li>\(name): <a href=\"\(place)/requests\">last requests</a>, <a href=\"\(place)/permissions\">"
        + "permissions that its programs need</a></li>"
    }
    let rest = tenants.count > Self.limit ? "<li>and \(tenants.count - Self.limit) more</li>\n" : ""
    return "<h2>Tenants</h2>\n<ul>\n\(items.joined(separator: "\n"))\n\(rest)</ul>\n"
  }

  /// Tenants that a page lists.
  private static let limit = 50

  private func code(_ text: String) -> String { "<code>\(Self.escaped(text))</code>" }

  private static func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
      .replacing("\"", with: "&quot;")
  }
}
