import HTTPMessages
import Identity

/// Who may reach the emulator, by what its configuration says.
struct ConfiguredAccess {
  let hosts: ServedHosts
  let origins: AllowedOrigins
  let endpoints: EndpointHosts
  let links: LinkRoots
  /// Of all links, where the configuration says it.
  let root: LinkRoot?

  init(_ configuration: EmulatorConfiguration) throws(EmulatorError) {
    try Self.check(adminKey: configuration.adminKey)
    // What is listened on by a name is reached by it.
    var own = HostPattern(configuration.host).map { [$0] } ?? []
    // So is what is certified: whoever has a certificate for a name was led here by that name.
    if configuration.httpsPort != nil { own += try ServedIdentity.names(configuration).compactMap(\.pattern) }
    root = try Self.root(configuration.publicURL)
    if let root { own += HostPattern(root.host.text).map { [$0] } ?? [] }
    links = root.map(LinkRoots.fixed) ?? (configuration.trustsForwarded ? .proxy : .request)
    hosts = ServedHosts(
      own + (try Self.patterns(configuration.allowedHosts, HostPattern.init, Self.hostForm)))
    origins = AllowedOrigins(
      try Self.patterns(configuration.allowedOrigins, OriginPattern.init, Self.originForm))
    endpoints = EndpointHosts(
      try Self.patterns(configuration.notifiedHosts, HostPattern.init, Self.notifiedForm))
  }

  private static func root(_ url: String?) throws(EmulatorError) -> LinkRoot? {
    guard let url else { return nil }
    guard let root = LinkRoot(url) else {
      throw .configuration(
        reason:
          "The public URL has the form 'https://graph.example:8443' or 'https://graph.example/prefix', not '\(url)'."
      )
    }
    return root
  }

  private static let hostForm = "An allowed host has the form 'graph.test', '*.test', '<local>' or '*'"
  private static let notifiedForm =
    "A host for notifications has the form 'listener.test', '*.test', '<local>' or '*'"
  private static let originForm = "An allowed origin has the form 'https://app.example:3000', 'null' or '*'"

  private static func patterns<Pattern>(
    _ texts: [String], _ parse: (String) -> Pattern?, _ form: String
  ) throws(EmulatorError) -> [Pattern] {
    var patterns: [Pattern] = []
    for text in texts {
      guard let pattern = parse(text) else { throw .configuration(reason: "\(form), not '\(text)'.") }
      patterns.append(pattern)
    }
    return patterns
  }

  /// A key that no header can carry keeps everybody out, and an empty one looks like a key and is none.
  private static func check(adminKey: String?) throws(EmulatorError) {
    guard let adminKey else { return }
    guard !adminKey.isEmpty, adminKey.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
      throw .configuration(reason: "The admin key takes one or more visible ASCII characters, and no blanks.")
    }
  }
}
