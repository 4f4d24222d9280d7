/// An enumeration: its members in the order of the document, which evolvable enumerations rely on.
package struct EnumType: Sendable {
  package struct Member: Sendable, Equatable {
    package let name: String
    package let value: Int
  }

  package let name: String
  package let isFlags: Bool
  package let members: [Member]

  /// What clients get in place of the members after it, unless they ask for those: `unknownFutureValue`.
  package var sentinel: Member? { members.first { $0.name.lowercased() == "unknownfuturevalue" } }

  /// The members after the sentinel, which the service took in after clients had learned the enumeration.
  package var laterMembers: ArraySlice<Member> {
    guard let index = sentinel.flatMap({ members.firstIndex(of: $0) }) else { return [] }
    return members[(index + 1)...]
  }

  /// The member called `name`, whatever its case: `PascalCase` words of older documents mean the same member.
  package func member(named name: String) -> Member? {
    members.first { $0.name == name } ?? members.first { $0.name.lowercased() == name.lowercased() }
  }
}
