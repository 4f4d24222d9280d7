/// What one route accepts of tokens of one kind (reference/README, "Route files").
package struct AcceptedPermissions: Sendable {
  /// One of these suffices, whatever the request is about.
  package let sufficient: PermissionSet
  /// The same, without those for the basic profile (graph-platform 8.4).
  package let whole: PermissionSet
  /// One of these suffices for what belongs to the user who asks (graph-platform 8.2).
  package let forOneself: PermissionSet
  /// One of these suffices where what the request is about is as its condition says.
  package let conditional: [Conditional]
  /// The least privileged one, as the table writes it; nil: none of this kind is accepted.
  package let least: String?
  /// The same, one by one: of some routes it differs by the kind of object.
  package let leastByKind: [Least]
  /// All of them, as the table lists them.
  package let names: [String]

  /// A permission that counts for some objects, or for some bodies.
  package struct Conditional: Sendable {
    package let permission: Int
    /// `user`, the short name of a type; `members`, what a body may change alone; or `self`.
    package let subject: String

    /// Whoever asks changes of the own object what everybody may (graph-platform 8.4).
    package static let ownProfile = "self"
  }

  package struct Least: Sendable {
    package let name: String
    /// nil: of all objects.
    package let subject: String?
  }

  /// Of a path that no documentation covers.
  static let none = AcceptedPermissions(
    sufficient: PermissionSet(), whole: PermissionSet(), forOneself: PermissionSet(), conditional: [],
    least: nil, leastByKind: [],
    names: [])
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
    leastByKind = self.least.map(Entry.all)?.map { Least(name: $0.name, subject: $0.subject) } ?? []
    let plain = entries.filter { $0.subject == nil }
    let forAll = plain.filter { !isBelowOneOfMany || $0.reach == .everybody }
    sufficient = names.set(forAll.map(\.name))
    whole = names.set(forAll.filter { !$0.isBasic }.map(\.name))
    forOneself = names.set(plain.filter { isBelowOneOfMany && $0.reach == .oneself }.map(\.name))
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

    /// `User.ReadBasic.All`
    var isBasic: Bool { name.contains(".ReadBasic.") }

    var subject: String? { conditions.first { Kind(rawValue: $0) == nil } }

    /// Whose objects a permission of a user is about, by the third part of its name.
    enum Reach {
      case everybody, oneself
      /// `IdentityParentedBy`, `CrossCloud`: users of kinds that there are none of, among them not the one who asks.
      case others
    }

    var reach: Reach {
      let parts = name.split(separator: ".")
      guard parts.count > 2 else { return .oneself }
      return ["All", "Organization"].contains(parts[parts.count - 1]) ? .everybody : .others
    }
  }
}
