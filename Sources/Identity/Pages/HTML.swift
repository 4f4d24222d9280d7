import Crypto
import Foundation
import HTTPMessages

/// A text that may stand in a page: made of literals, and of values that are escaped on their way in.
///
/// ```swift
/// let line: HTML = "<p>\(name)</p>"
/// ```
struct HTML: ExpressibleByStringInterpolation, Sendable {
  private(set) var text: String

  struct StringInterpolation: StringInterpolationProtocol {
    var text = ""

    init(literalCapacity: Int, interpolationCount: Int) { text.reserveCapacity(literalCapacity) }

    mutating func appendLiteral(_ literal: String) { text += literal }

    /// A value, in an element or between the quotes of an attribute.
    mutating func appendInterpolation(_ value: String) { text += HTML.escaped(value) }

    mutating func appendInterpolation(_ part: HTML) { text += part.text }

    mutating func appendInterpolation(_ parts: [HTML]) { text += parts.map(\.text).joined() }
  }

  init(stringLiteral literal: String) { text = literal }

  init(stringInterpolation: StringInterpolation) { text = stringInterpolation.text }

  private static func escaped(_ value: String) -> String {
    var result = ""
    for character in value.unicodeScalars {
      switch character {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      default: result.unicodeScalars.append(character)
      }
    }
    return result
  }
}

/// A page of the token service, which works without a script.
struct Page {
  let title: String
  let body: HTML
  /// The one line that a page may run.
  var script: Script?

  enum Script: String {
    case submit = "document.forms[0].submit()"
  }

  func response(status: Int = 200) -> Response {
    let script: HTML = self.script.map { "<script>\(HTML(stringLiteral: $0.rawValue))</script>" } ?? ""
    let html: HTML = """
      <!DOCTYPE html>
      <html lang="en">
      <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>\(title)</title>
      <style>\(Self.style)</style></head>
      <body><main>
      \(body)
      <footer>Graph emulator: not a Microsoft sign-in page.</footer>
      </main>\(script)</body>
      </html>

      """
    return Response(
      status: status,
      headers: [
        HeaderField("Content-Type", "text/html; charset=utf-8"),
        HeaderField("Content-Security-Policy", policy), HeaderField("X-Content-Type-Options", "nosniff"),
        HeaderField("X-Frame-Options", "DENY"), HeaderField("Referrer-Policy", "same-origin"),
        HeaderField("Cache-Control", "no-store, no-cache"), HeaderField("Pragma", "no-cache"),
      ], body: Array(html.text.utf8))
  }

  /// Nothing is loaded from anywhere, and no other script runs.
  private var policy: String {
    let digest = script.map { Data(SHA256.hash(data: Array($0.rawValue.utf8))).base64EncodedString() }
    let scripts = digest.map { "; script-src 'sha256-\($0)'" } ?? ""
    return "default-src 'none'; style-src 'unsafe-inline'\(scripts); base-uri 'none'; frame-ancestors 'none'"
  }

  private static let style: HTML = """
    body{font:16px/1.4 system-ui,sans-serif;background:#f2f2f2;margin:0}\
    main{background:#fff;max-width:26rem;margin:3rem auto;padding:2rem;box-shadow:0 2px 6px #0003}\
    h1{font-size:1.4rem;margin:0 0 1rem}ul{list-style:none;padding:0;margin:0}\
    button{font:inherit;width:100%;text-align:left;padding:.6rem;margin:.2rem 0;border:1px solid #ccc;background:#fff}\
    input{font:inherit;width:100%;box-sizing:border-box;padding:.5rem}small{color:#555;display:block}\
    footer{color:#666;font-size:.8rem;margin-top:1.5rem}
    """
}
