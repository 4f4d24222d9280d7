/// The segments of a path below the version, `users('a')/manager/$ref`, before any name in it is looked up.
package struct ResourcePath: Sendable, Equatable {
  package let segments: [ResourceSegment]

  package init(segments: [ResourceSegment]) { self.segments = segments }
}

/// One part of a path between two slashes, decoded after the split, so that `%2F` in a key stays in the key.
package struct ResourceSegment: Sendable, Equatable {
  /// Offset of the segment in the raw path, in bytes.
  package let position: Int
  /// The whole decoded segment: what a key written as a segment is compared with.
  package let text: String
  /// What stands before the parentheses; the same as `text` where no well-formed ones end the segment.
  package let name: String
  /// What stands in the parentheses, `[]` for `()`; nil without well-formed ones.
  package let arguments: [PathArgument]?

  /// `$count`, `$ref`, `$value`, `$batch`, which a key can't be.
  package var isSystem: Bool { text.utf8.first == .dollar }
}

/// A key or a parameter in the parentheses of a segment: `'a'`, `userPrincipalName='a'`, `b=@p`.
package struct PathArgument: Sendable, Equatable {
  package let name: String?
  package let value: Value

  package init(name: String?, value: Value) {
    self.name = name
    self.value = value
  }

  package enum Value: Sendable, Equatable {
    /// `'a'`, `5`, `6fd2c87f-b296-42f0-b197-1e91e994b900`
    case literal(Literal)
    /// `@p`, held without the `@`
    case alias(String)
    /// `adele@contoso.com`: a bare text that is no literal
    case word(String)

    /// What a key is compared with: the text of a string or of a number, whatever its spelling; nil for an alias.
    package var keyText: String? {
      switch self {
      case .literal(.string(let text)), .literal(.enumeration(_, let text)), .literal(.duration(let text)):
        text
      case .literal(let literal): literal.description
      case .word(let word): word
      case .alias: nil
      }
    }
  }
}

extension ResourcePath: CustomStringConvertible {
  package var description: String { joined(segments, by: "/") }
}

extension ResourceSegment: CustomStringConvertible {
  package var description: String { arguments.map { "\(name)(\(joined($0)))" } ?? text }
}

extension PathArgument: CustomStringConvertible {
  package var description: String { name.map { "\($0)=\(value)" } ?? value.description }
}

extension PathArgument.Value: CustomStringConvertible {
  package var description: String {
    switch self {
    case .literal(let literal): literal.description
    case .alias(let name): "@\(name)"
    case .word(let word): word
    }
  }
}
