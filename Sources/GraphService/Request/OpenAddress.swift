import OData

/// A URL that needs no token, since it holds something that only who was told it knows:
/// `/v1.0/$upload?token=…`, `/v1.0/$download?token=…`, `/v1.0/$monitor?token=…`.
struct OpenAddress {
  enum Purpose: String {
    case upload
    case download
    case monitor
  }

  let purpose: Purpose
  let token: String

  /// nil for the path of a resource.
  init?(_ target: RequestTarget) {
    let path = target.path.drop { $0 == "/" }
    guard let mark = ["$", "%24"].first(where: path.hasPrefix),
      let purpose = Purpose(rawValue: String(Self.withoutContent(path.dropFirst(mark.count))))
    else { return nil }
    let option = target.query.split(separator: "&").first { $0.hasPrefix(Self.option) }
    let token = option.map { Self.withoutContent($0.dropFirst(Self.option.count)) } ?? ""
    (self.purpose, self.token) = (purpose, String(token))
  }

  private static let option = "token="

  /// Clients of To Do write to `{uploadUrl}/content`, whether they put that behind the text of the URL or behind its path (page
  /// "Attach large files to a To Do task").
  private static func withoutContent(_ text: Substring) -> Substring {
    text.hasSuffix(content) ? text.dropLast(content.count) : text
  }

  private static let content = "/content"

  /// - Parameter base: the service root.
  static func text(_ purpose: Purpose, base: String, token: String) -> String {
    "\(base)/\(path(purpose, token: token))"
  }

  /// - Parameter path: below the service root.
  static func needsNoToken(_ path: String) -> Bool { path.hasPrefix("$") }

  /// Below the service root.
  static func path(_ purpose: Purpose, token: String) -> String {
    "$\(purpose.rawValue)?\(option)\(token)"
  }
}
