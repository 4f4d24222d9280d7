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
      let purpose = Purpose(path.dropFirst(mark.count))
    else { return nil }
    let option = target.query.split(separator: "&").first { $0.hasPrefix(Self.option) }
    let token = option?.dropFirst(Self.option.count) ?? ""
    self.purpose = purpose
    self.token = String(purpose == .upload ? token.withoutContent : token)
  }

  private static let option = "token="

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

extension OpenAddress.Purpose {
  fileprivate init?(_ name: Substring) {
    if let purpose = Self(rawValue: String(name)) {
      self = purpose
    } else if name.withoutContent == Self.upload.rawValue {
      self = .upload
    } else {
      return nil
    }
  }
}

extension Substring {
  /// Clients of To Do write to `{uploadUrl}/content`, whether they put that behind the text of the URL or behind its path (page
  /// "Attach large files to a To Do task").
  fileprivate var withoutContent: Substring { hasSuffix("/content") ? dropLast("/content".count) : self }
}
