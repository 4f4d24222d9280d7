/// The permissions that the table of routes names, and those that rules ask for besides, each with a number.
package struct PermissionNames: Sendable {
  /// In the order of their numbers, as the table spells them.
  package let all: [String]
  private let numbers: [String: Int]

  /// - Parameter names: repeated ones count once.
  package init(_ names: some Sequence<String>) {
    all = Set(names).sorted()
    numbers = Dictionary(all.enumerated().map { ($1.lowercased(), $0) }) { first, _ in first }
  }

  /// nil for one that no route takes. Scopes are compared without regard to case (graph-platform 8.2).
  package func number(of name: some StringProtocol) -> Int? { numbers[name.lowercased()] }

  /// Those that no route takes are left out: they let nobody in anywhere.
  package func set(_ names: some Sequence<some StringProtocol>) -> PermissionSet {
    names.reduce(into: PermissionSet()) { set, name in
      if let number = number(of: name) { set.insert(number) }
    }
  }

  package func names(_ set: PermissionSet) -> [String] { set.numbers.map { all[$0] } }
}
