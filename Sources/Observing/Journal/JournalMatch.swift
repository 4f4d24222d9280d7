import GraphStore
import HTTPMessages
package import JSON

/// Which requests of a journal are meant.
package struct JournalMatch: Sendable {
  /// One thing that a request has to be.
  enum Criterion: Sendable {
    case method(String)
    case path(PathGlob)
    case status(ClosedRange<Int>)
    /// Came at that time or later.
    case since(Moment)
    case clientRequestID(String)
    case requestID(String)
    /// Id or name of the user or the application that asked.
    case principal(String)
  }

  private let criteria: [(name: String, criterion: Criterion)]

  /// What a match takes, in the words of the control plane.
  package static let names = [
    "method", "path", "status", "since", "principal", "clientRequestId", "requestId",
  ]

  /// Why a match cannot be.
  package struct Mistake: Error, Equatable {
    /// One sentence.
    package let message: String

    package init(message: String) { self.message = message }
  }

  /// - Parameter members: each once.
  package init(_ members: [(name: String, value: String)]) throws(Mistake) {
    var criteria: [(name: String, criterion: Criterion)] = []
    for (name, value) in members {
      guard !criteria.contains(where: { $0.name == name }) else {
        throw Mistake(message: "'\(name)' stands there twice.")
      }
      criteria.append((name, try Self.criterion(name, value)))
    }
    self.criteria = criteria
  }

  /// `{"method":"GET","path":"/users/*","status":404}`
  package init(_ json: JSONValue?) throws(Mistake) {
    guard let object = json?.objectValue else { throw Mistake(message: "'match' takes an object.") }
    var members: [(name: String, value: String)] = []
    for member in object.members {
      guard Self.names.contains(member.name) else { throw Self.unknown(member.name) }
      switch member.value {
      case .string(let text): members.append((member.name, text))
      case .number(let digits) where member.name == "status": members.append((member.name, digits))
      case .number, .null, .bool, .array, .object:
        throw Mistake(message: "'\(member.name)' of a match takes a string, not \(member.value.kindName).")
      }
    }
    try self.init(members)
  }

  private static func criterion(_ name: String, _ value: String) throws(Mistake) -> Criterion {
    switch name {
    case "method":
      // Clients make up methods of their own, which are kept as well.
      guard HTTPToken.isValid(value) else {
        throw Mistake(message: "'method' takes the name of a method such as GET, not '\(value)'.")
      }
      return .method(value.uppercased())
    case "path":
      guard !value.contains("?"), !value.contains("://") else {
        throw Mistake(message: "'path' takes a path without host and options, not '\(value)'.")
      }
      return .path(PathGlob(try words(name, value)))
    case "principal": return .principal(try words(name, value).lowercased())
    case "clientRequestId": return .clientRequestID(value)
    case "requestId": return .requestID(try words(name, value))
    case "status":
      guard let range = statuses(value) else {
        throw Mistake(message: "'status' takes a number from 100 to 599, or 4xx, not '\(value)'.")
      }
      return .status(range)
    case "since":
      guard let moment = Moment(value) else {
        throw Mistake(message: "'since' takes a time such as 2026-01-31T08:15:30Z, not '\(value)'.")
      }
      return .since(moment)
    default: throw unknown(name)
    }
  }

  private static func unknown(_ name: String) -> Mistake {
    Mistake(message: "A match takes \(names.joined(separator: ", ")), not '\(name)'.")
  }

  /// A text that says something: no request has an empty one.
  private static func words(_ name: String, _ value: String) throws(Mistake) -> String {
    guard !value.isEmpty else { throw Mistake(message: "'\(name)' takes a text that is not empty.") }
    return value
  }

  /// `404`, `4xx`
  private static func statuses(_ text: String) -> ClosedRange<Int>? {
    if let number = Int(text), (100...599).contains(number) { return number...number }
    guard text.utf8.count == 3, text.lowercased().hasSuffix("xx"), let digit = text.first?.wholeNumberValue,
      (1...5).contains(digit)
    else { return nil }
    return digit * 100...digit * 100 + 99
  }
}

extension JournalMatch {
  package func matches(_ entry: JournalEntry) -> Bool {
    criteria.allSatisfy { $0.criterion.matches(entry.kept) }
  }

  /// Names of what the entry is not.
  func missed(_ entry: JournalEntry) -> [String] {
    criteria.filter { !$0.criterion.matches(entry.kept) }.map(\.name)
  }
}

extension JournalMatch.Criterion {
  fileprivate func matches(_ request: KeptRequest) -> Bool {
    switch self {
    case .method(let name): request.method.uppercased() == name
    case .path(let glob): glob.matches(request.path)
    case .status(let range): range.contains(request.status)
    case .since(let moment): request.time >= moment
    case .clientRequestID(let id): request.clientRequestID == id
    case .requestID(let id): request.requestID?.lowercased() == id.lowercased()
    case .principal(let name): request.caller?.names.contains { $0.lowercased() == name } == true
    }
  }
}
