import Faults
import GraphStore
import HTTPMessages
import JSON

extension RequestMatch {
  static let names = ["method", "path", "url", "header", "principal", "page", "batchPart", "body"]

  /// `{"method":"GET","path":"/users/*","header":{"prefer":"*"},"page":2}`
  init(_ members: OrderMembers) throws(OptionMistake) {
    var criteria: [Criterion] = []
    if let text = try members.string("method") { criteria.append(.method(text)) }
    if let text = try members.string("path") { criteria.append(.path(try Self.path(text, members))) }
    if let text = try members.string("url") { criteria.append(Self.url(text)) }
    criteria += try Self.headers(members)
    if let text = try members.string("principal") { criteria.append(.principal(text)) }
    if let number = try members.integer("page", 1...1_000_000) { criteria.append(.page(number)) }
    if let number = try members.integer("batchPart", 1...1_000_000) { criteria.append(.part(number)) }
    if let text = try members.string("body") { criteria.append(.body(text)) }
    self.init(criteria)
  }

  private static func path(_ text: String, _ members: OrderMembers) throws(OptionMistake) -> PathGlob {
    guard text.hasPrefix("/"), !text.contains("?") else {
      throw members.mistake("path", "a path such as /users/* expected, without a query")
    }
    return PathGlob(text)
  }

  private static func headers(_ members: OrderMembers) throws(OptionMistake) -> [Criterion] {
    guard let value = members.object["header"] else { return [] }
    try OptionForm.dictionary(.string).check(value, members.path(of: "header"))
    return (value.objectValue ?? [:]).members.map {
      .header($0.name.lowercased(), TextGlob($0.value.stringValue ?? ""))
    }
  }
}
