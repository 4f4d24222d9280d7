/// What handlers of others are told of one request: its members, and nothing that would keep the rest of it.
struct LoggedRequest: Sendable {
  let isProbe: Bool
  let members: LoggedMembers
  /// Why it was refused, and the parts of a batch.
  let reasons: [LoggedMembers]

  init(_ line: RequestLine, withReasons: Bool) {
    isProbe = line.isProbe
    members = LoggedMembers(line.members)
    reasons = withReasons ? line.reasons.map(LoggedMembers.init) : []
  }

  /// About what it takes.
  var size: Int { reasons.reduce(members.size) { $0 + $1.size } }
}

/// Members of a line as a value of a log's metadata.
package struct LoggedMembers: Sendable, CustomStringConvertible {
  package let members: [RequestLine.Member]

  init(_ members: [RequestLine.Member]) { self.members = members }

  package var description: String { LogText.line(members) }

  fileprivate var size: Int {
    members.reduce(0) { size, member in
      guard case .text(let text) = member.value else { return size + Self.sizeOfMember }
      return size + Self.sizeOfMember + text.utf8.count
    }
  }

  /// Without a text.
  private static let sizeOfMember = 48
}
