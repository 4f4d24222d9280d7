/// One name of a path in `$select` or `$expand`; equal to another with the same text.
package struct NameSegment: Sendable {
  package let position: Int
  /// `displayName`, `microsoft.graph.user`, `@Core.Messages`, or in the last place `*` and `microsoft.graph.*`.
  package let name: String

  package init(position: Int, name: String) {
    self.position = position
    self.name = name
  }

  /// Whether the name is qualified, so that it is a type's or an operation's.
  package var isQualified: Bool { name.utf8.contains(.dot) && name.utf8.first != .at }
}

extension NameSegment: Equatable, CustomStringConvertible {
  package static func == (one: NameSegment, other: NameSegment) -> Bool { one.name == other.name }

  package var description: String { name }
}

/// One item of `$select`: `id`, `*`, `microsoft.graph.user/mail`, `address($select=street)`.
package struct SelectItem: Sendable, Equatable {
  package let path: [NameSegment]
  /// `f(a,b)`: the parameter names that tell which overload of a function is meant.
  package let parameters: [String]?
  package let options: NestedOptions?

  package init(path: [NameSegment], parameters: [String]? = nil, options: NestedOptions? = nil) {
    self.path = path
    self.parameters = parameters
    self.options = options
  }

  /// `*`: every structural property.
  package var isWildcard: Bool { path.count == 1 && path[0].name == "*" }
}

extension SelectItem: CustomStringConvertible {
  package var description: String {
    let names = joined(path, by: "/")
    if let parameters { return "\(names)(\(joined(parameters)))" }
    return options.map { "\(names)(\($0))" } ?? names
  }
}

extension SelectItem {
  /// The names as the client wrote them: `employeeOrgData/costCenter`.
  package var pathText: String { joined(path, by: "/") }
}
