import HTTPMessages

/// The parts of a raw request target: `/v1.0/users?$top=1`.
struct RequestTarget {
  /// The first segment.
  let version: Substring
  /// What follows the version, with its slash; `""` when nothing does.
  let path: Substring
  let query: Substring

  init(_ target: String) {
    var rest = target[...]
    if !rest.hasPrefix("/"), let authority = rest.firstRange(of: "://") {
      // A client that talks to a proxy sends the whole URL.
      let afterScheme = rest[authority.upperBound...]
      rest = afterScheme.firstIndex(of: "/").map { afterScheme[$0...] } ?? "/"
    }
    rest = rest.prefix { $0 != "#" }
    let mark = rest.utf8.firstIndex(of: UInt8(ascii: "?"))
    query = mark.map { rest[rest.utf8.index(after: $0)...] } ?? ""
    let whole = rest[..<(mark ?? rest.endIndex)].drop { $0 == "/" }
    let end = whole.utf8.firstIndex(of: UInt8(ascii: "/")) ?? whole.endIndex
    version = whole[..<end]
    path = whole[end...]
  }

  /// The service root as the client sees it.
  func base(of request: Request, version: String) -> String {
    let host = request.headers[name: "host"] ?? "localhost:\(request.localPort)"
    return (request.isOverTLS ? "https://" : "http://") + host + "/" + version
  }
}
