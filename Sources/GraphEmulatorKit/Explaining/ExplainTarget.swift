import Foundation

/// What a user of `explain` names, as the target of a request: `/beta/users?$top=1`.
struct ExplainTarget {
  /// The version of a URL that names none.
  static let defaultVersion = "beta"

  let text: String

  /// - Parameters:
  ///   - url: `https://graph.microsoft.com/v1.0/users?$top=1`, `/beta/users`, `users?$filter=id eq 'a'`; blanks and
  ///     quotes may be raw.
  ///   - options: further query options with their plain texts.
  init(_ url: String, options: [ExplainRequest.Option]) {
    var text = Self.withoutAuthority(url.trimmingCharacters(in: .whitespaces))
    text = String(text.prefix { $0 != "#" })
    for option in options {
      text += (text.contains("?") ? "&" : "?") + option.name + "=" + Self.encoded(option.text)
    }
    self.text = text
  }

  /// Path and query of a whole URL; a relative one gets the slash and the version that it lacks.
  private static func withoutAuthority(_ url: String) -> String {
    if let authority = url.firstMatch(of: #/^[A-Za-z][A-Za-z0-9+.\-]*://[^\/?#]*/#) {
      let rest = url[authority.range.upperBound...]
      return rest.hasPrefix("/") ? String(rest) : "/" + rest
    }
    let path = url.drop { $0 == "/" }
    let namesVersion = path.prefixMatch(of: #/(?:beta|v[0-9]+(?:\.[0-9]+)?)(?=[\/?]|$)/#.ignoresCase()) != nil
    return namesVersion ? "/" + path : "/\(defaultVersion)/" + path
  }

  private static func encoded(_ text: String) -> String {
    text.addingPercentEncoding(
      withAllowedCharacters: .alphanumerics.intersection(.init(charactersIn: "\0"..."\u{7F}")))
      ?? text
  }
}
