/// What one route accepts of tokens of one kind (reference/README, "Route files").
package struct AcceptedPermissions: Sendable {
  /// One of these suffices, whatever the request is about.
  package let sufficient: PermissionSet
  /// One of these suffices for what belongs to the user who asks (graph-platform 8.2).
  package let forOneself: PermissionSet
  /// One of these suffices where what the request is about is as its condition says.
  package let conditional: [Conditional]
  /// The least privileged one; nil: none of this kind is accepted.
  package let least: String?
  /// All of them, as the table lists them.
  package let names: [String]

  /// A permission that counts for some objects, or for some bodies.
  package struct Conditional: Sendable {
    package let permission: Int
    /// `user`, the short name of a type, or `members`, what a body may change alone.
    package let subject: String
  }
}

extension AcceptedPermissions {
  /// Whom a token stands for.
  package enum Kind: String, Sendable, CaseIterable {
    case delegated, application
  }

  /// - Parameter isBelowOneOfMany: it leads to what belongs to one of those who ask, who need not be the one who asks.
  init(_ route: Route, _ kind: Kind, _ names: PermissionNames, isBelowOneOfMany: Bool = false) {
    let least = kind == .delegated ? route.leastDelegated : route.leastApplication
    self.least = ["-", "not supported"].contains(least) ? nil : least
    // Where none is supported the list is that of the other kind.
    let entries = self.least == nil ? [] : Entry.all(route.accepted).filter { $0.counts(for: kind) }
    self.names = entries.map(\.name)
    let plain = entries.filter { $0.subject == nil }
    sufficient = names.set(plain.filter { !isBelowOneOfMany || $0.reachesOthers }.map(\.name))
    forOneself = names.set(plain.filter { isBelowOneOfMany && !$0.reachesOthers }.map(\.name))
    conditional = entries.compactMap { entry in
      guard let subject = entry.subject, let number = names.number(of: entry.name) else { return nil }
      return Conditional(permission: number, subject: subject)
    }
  }

  /// One of the list: `Device.ReadWrite.All[application;device]`
  private struct Entry {
    let name: String
    private let conditions: [String]

    static func all(_ list: String) -> [Entry] { list.split(separator: ",").map(Entry.init) }

    private init(_ text: Substring) {
      let parts = text.split(separator: "[", maxSplits: 1)
      name = String(parts.first ?? "")
      conditions = parts.count > 1 ? parts[1].dropLast().split(separator: ";").map(String.init) : []
    }

    func counts(for kind: Kind) -> Bool {
      let kinds = conditions.compactMap(Kind.init)
      return kinds.isEmpty || kinds.contains(kind)
    }

    var subject: String? { conditions.first { Kind(rawValue: $0) == nil } }

    /// A name that ends otherwise is about the signed-in user alone.
    var reachesOthers: Bool { name.hasSuffix(".All") || name.hasSuffix(".Organization") }
  }
}
