import HTTPMessages

/// The parts of a raw request target: `/v1.0/users?$top=1`.
package struct RequestTarget: Sendable {
  /// The first segment.
  let version: Substring
  /// What follows the version, with its slash; `""` when nothing does.
  let path: Substring
  let query: Substring

  init(_ target: String) {
    var rest = Self.withoutAuthority(target)[...]
    if let fragment = rest.utf8.firstIndex(of: UInt8(ascii: "#")) { rest = rest[..<fragment] }
    let mark = rest.utf8.firstIndex(of: UInt8(ascii: "?"))
    query = mark.map { rest[rest.utf8.index(after: $0)...] } ?? ""
    let whole = rest[..<(mark ?? rest.endIndex)]
    let start = whole.utf8.firstIndex { $0 != UInt8(ascii: "/") } ?? whole.endIndex
    let end = whole.utf8[start...].firstIndex(of: UInt8(ascii: "/")) ?? whole.endIndex
    version = whole[start..<end]
    path = whole[end...]
  }

  /// Who has a URL explained, or asks without a socket, may give the whole of it.
  private static func withoutAuthority(_ target: String) -> String {
    guard target.utf8.first != UInt8(ascii: "/"), let scheme = target.firstRange(of: "://") else {
      return target
    }
    let rest = target[scheme.upperBound...]
    return rest.firstIndex(of: "/").map { String(rest[$0...]) } ?? "/"
  }

  /// The service root as the client sees it.
  func base(of request: Request, version: String) -> String { "\(request.root)/\(version)" }
}

extension RequestTarget {
  /// The path is `/$batch` in one of its spellings.
  var isBatch: Bool {
    let name = path.utf8.drop { $0 == UInt8(ascii: "/") }
    guard name.first == UInt8(ascii: "$") || name.first == UInt8(ascii: "%") else { return false }
    let segments = path.split(separator: "/")
    return segments.count == 1 && ["$batch", "%24batch"].contains(segments[0].lowercased())
  }

  /// What describes the service itself.
  enum Document {
    case service
    case metadata
  }

  /// nil for the path of a resource.
  var document: Document? {
    switch path {
    case "", "/": .service
    case "/$metadata", "/%24metadata": .metadata
    default: nil
    }
  }
}
