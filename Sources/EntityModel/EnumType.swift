/// An enumeration: its members in the order of the document, which evolvable enumerations rely on.
package struct EnumType: Sendable {
  package struct Member: Sendable, Equatable {
    package let name: String
    package let value: Int
  }

  package let name: String
  package let isFlags: Bool
  package let members: [Member]

  /// The member called `name`, whatever its case: `PascalCase` words of older documents mean the same member.
  package func member(named name: String) -> Member? {
    members.first { $0.name == name } ?? members.first { $0.name.lowercased() == name.lowercased() }
  }
}
