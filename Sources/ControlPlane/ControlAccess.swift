import HTTPMessages

/// Who may use the control plane: this machine, and elsewhere whoever has the key; never a page of another site that
/// a browser on this machine shows.
struct ControlAccess {
  let adminKey: String?

  func check(_ request: Request) throws(ControlFailure) {
    let hasKey = hasKey(request)
    guard request.isFromLoopback || hasKey else {
      throw ControlFailure(
        403, "AccessDenied",
        "The control plane is open to this machine only; from elsewhere it takes the admin key in 'x-emulator-key'."
      )
    }
    let host = request.headers[name: "host"]
    if let host, !Self.isThisMachine(host), !hasKey || !Self.isPrivate(host) {
      throw ControlFailure(403, "AccessDenied", "The control plane is not served under the host '\(host)'.")
    }
    guard let origin = request.headers[name: "origin"], origin != "http://\(host ?? "")",
      origin != "https://\(host ?? "")"
    else { return }
    throw ControlFailure(403, "AccessDenied", "The control plane takes no requests of '\(origin)'.")
  }

  private func hasKey(_ request: Request) -> Bool {
    guard let adminKey, let given = request.headers[name: "x-emulator-key"] else { return false }
    return Self.areEqual(Array(adminKey.utf8), Array(given.utf8))
  }

  /// Takes the same time wherever the first difference is.
  private static func areEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    guard left.count == right.count else { return false }
    return zip(left, right).reduce(0) { $0 | $1.0 ^ $1.1 } == 0
  }

  // MARK: Hosts

  private static func isThisMachine(_ host: String) -> Bool {
    ["localhost", "127.0.0.1", "[::1]"].contains(name(of: host))
  }

  /// Names that no public server has: `host.docker.internal`, `emulator`, and addresses.
  private static func isPrivate(_ host: String) -> Bool {
    let name = name(of: host)
    if name.hasSuffix("]") || !name.contains(".") { return true }
    if name.allSatisfy({ $0.isNumber || $0 == "." }) { return true }
    return [".internal", ".local", ".localhost"].contains { name.hasSuffix($0) }
  }

  /// Without the port, in lower case.
  private static func name(of host: String) -> String {
    let host = host.lowercased()
    guard host.hasPrefix("["), let end = host.firstIndex(of: "]") else {
      return String(host.prefix { $0 != ":" })
    }
    let rest = host[host.index(after: end)...]
    return rest.isEmpty || rest.first == ":" ? String(host[...end]) : host
  }
}
