import HTTPMessages
import Identity

/// Who may use the control plane: this machine, and elsewhere whoever has the key; never a page of another site that
/// a browser on this machine shows.
struct ControlAccess {
  let adminKey: String?

  /// Under which hosts the service answers.
  let hosts: ServedHosts

  /// What a probe asks is open to everybody: whether it is there and works, and its version.
  ///
  /// - Parameter path: what stands after `/_emulator`.
  static func isOpen(_ path: [Substring]) -> Bool { path.first == "health" || path == ["version"] }

  func check(_ request: Request) throws(ControlFailure) {
    let hasKey = hasKey(request)
    guard request.isFromLoopback || hasKey else {
      throw ControlFailure(
        403, "AccessDenied",
        "The control plane is open to this machine only; from elsewhere it takes the admin key in 'x-emulator-key'."
      )
    }
    for host in request.headers.values(of: "host") where !isServed(host, hasKey) {
      throw refusal(of: host)
    }
    let host = request.headers[name: "host"] ?? ""
    for origin in request.headers.values(of: "origin")
    where !["http://\(host)", "https://\(host)"].contains(origin) {
      throw ControlFailure(403, "AccessDenied", "The control plane takes no requests of '\(origin)'.")
    }
  }

  private func refusal(of host: String) -> ControlFailure {
    let wantsKey = adminKey != nil && isServed(host, true)
    let condition = wantsKey ? " without the admin key in 'x-emulator-key'" : ""
    return ControlFailure(
      403, "AccessDenied", "The control plane is not served under the host '\(host)'\(condition).")
  }

  private func hasKey(_ request: Request) -> Bool {
    guard let adminKey, !adminKey.isEmpty, let given = request.headers[name: "x-emulator-key"] else {
      return false
    }
    return SecretComparison.areEqual(adminKey, given)
  }

  /// The service itself answers under the hosts of the request.
  func serves(_ request: Request) -> Bool {
    request.headers.values(of: "host").allSatisfy { HostName($0).map(hosts.serves) == true }
  }

  // MARK: Hosts

  private func isServed(_ host: String, _ hasKey: Bool) -> Bool {
    guard let host = HostName(host) else { return false }
    return host.isLoopback || hosts.names(host) || hasKey && (hosts.serves(host) || Self.isPrivate(host))
  }

  /// Names that no public server has: `host.docker.internal`, `emulator`.
  private static func isPrivate(_ host: HostName) -> Bool {
    host.hasNoDots || [".internal", ".local"].contains { host.text.hasSuffix($0) }
  }
}
