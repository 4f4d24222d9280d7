/// How the client of a proxy addressed the request that the proxy passed on.
struct ForwardedAddress: Equatable {
  /// `http` or `https`.
  private(set) var scheme: String?
  /// With a port where the client gave one.
  private(set) var host: String?
  /// For a host without one.
  private(set) var port: Int?

  /// Of several proxies the first one counts, which the client talked to. `Forwarded` (RFC 7239) counts before the
  /// fields that were there before it.
  init(_ headers: RequestHeaders) {
    let standard = Self.standard(headers)
    scheme = (standard["proto"] ?? Self.first("x-forwarded-proto", headers)).flatMap(Self.scheme)
    host = (standard["host"] ?? Self.first("x-forwarded-host", headers)).flatMap { Authority($0)?.text }
    port = Self.first("x-forwarded-port", headers).flatMap { Int($0) }.flatMap {
      (1...65535).contains($0) ? $0 : nil
    }
  }

  /// The pairs of the first element: `for=192.0.2.1;proto=https;host="graph.example:8443"`.
  private static func standard(_ headers: RequestHeaders) -> [String: String] {
    // Hardly any request has one, and one search is cheaper than a list of all fields.
    guard headers[name: "forwarded"] != nil,
      let element = headers.values(of: "forwarded").flatMap(ListElements.of).first
    else { return [:] }
    let pairs = [(element.name, element.value)] + element.parameters.map { ($0.name, $0.value) }
    return pairs.reduce(into: [:]) { found, pair in
      if let value = pair.1, found[pair.0] == nil { found[pair.0] = value }
    }
  }

  private static func first(_ name: String, _ headers: RequestHeaders) -> String? {
    headers[name: name].map { value in
      String(value.prefix { $0 != "," }.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
  }

  private static func scheme(_ text: String) -> String? {
    let scheme = text.lowercased()
    return ["http", "https"].contains(scheme) ? scheme : nil
  }

  /// A proxy has passed the request on, and said so.
  static func isTold(by headers: RequestHeaders) -> Bool {
    ["forwarded", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto"].contains {
      headers[name: $0] != nil
    }
  }

  /// nil where the proxy says nothing.
  func root(of request: Request) -> String? {
    guard self != Self(RequestHeaders()) else { return nil }
    let scheme = self.scheme ?? (request.isOverTLS ? "https" : "http")
    return "\(scheme)://\(authority(of: request, scheme))"
  }

  private func authority(of request: Request, _ scheme: String) -> String {
    guard let port else { return host ?? request.host }
    // What the proxy calls the host it says whole; the port of `Host` is that of the way here.
    if let host { return Authority(host)?.port == nil ? Self.joined(host, port, scheme) : host }
    return Self.joined(HostName(request.host)?.text ?? request.host, port, scheme)
  }

  /// Without the port that the scheme stands for.
  static func joined(_ host: String, _ port: Int, _ scheme: String) -> String {
    port == (scheme == "https" ? 443 : 80) ? host : "\(host):\(port)"
  }
}
