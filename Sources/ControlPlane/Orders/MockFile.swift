import Faults
import GraphStore
import HTTPMessages
import JSON

/// Mocks of Dev Proxy's MockResponsePlugin as stubs:
/// `{"mocks":[{"request":{"url":"https://graph.microsoft.com/v1.0/me","method":"GET"},"response":{"body":{…}}}]}`.
struct MockFile {
  struct Mock {
    let order: JSONObject
    let stub: Stub
    let trigger: Trigger
  }

  private(set) var mocks: [Mock] = []
  /// Those for other services: `$.mocks[2]: https://api.contoso.com/customers`.
  private(set) var ignored: [String] = []

  /// - Parameter versions: names of the service's versions.
  init(_ object: JSONObject, _ versions: [String]) throws(OptionMistake) {
    let members = try OrderMembers(.object(object), "$", knowing: ["$schema", "definitions", "mocks"])
    guard let values = members.object["mocks"]?.arrayValue else {
      throw members.mistake("mocks", "an array of mocks expected")
    }
    for (index, value) in values.enumerated() {
      try add(value, "\(members.path(of: "mocks"))[\(index)]", versions)
    }
  }

  private mutating func add(_ value: JSONValue, _ path: String, _ versions: [String]) throws(OptionMistake) {
    let mock = try OrderMembers(value, path, knowing: ["request", "response"])
    guard let request = try mock.members("request", knowing: ["url", "method", "nth", "bodyFragment"]),
      let response = try mock.members("response", knowing: ["body", "statusCode", "headers"])
    else { throw OptionMistake(path, "'request' and 'response' expected") }
    guard let text = try request.string("url") else { throw OptionMistake(request.path, "'url' is missing") }
    let url = MockURL(text, versions)
    let stub = Stub([try MockResponse(response).answer])
    let trigger = try Self.trigger(request, url)
    guard url.isOfGraph else { return ignored.append("\(path): \(text)") }
    mocks.append(Mock(order: value.objectValue ?? [:], stub: stub, trigger: trigger))
  }

  private static func trigger(_ request: OrderMembers, _ url: MockURL) throws(OptionMistake) -> Trigger {
    let method = try request.word("method", RequestMatch.methods) ?? "GET"
    var criteria: [RequestMatch.Criterion] = [.method(method), RequestMatch.url(url.pattern)]
    // A GET has no body that could be looked at.
    if let text = try request.string("bodyFragment"), method != "GET" { criteria.append(.body(text)) }
    let number = try request.integer("nth", 1...1_000_000)
    return Trigger(match: RequestMatch(criteria), positions: number.map { $0...$0 } ?? 1...Int.max)
  }
}

/// The URL of a mock, whose stars stand for anything.
private struct MockURL {
  /// Below the host.
  let pattern: String
  /// Nobody asks for other hosts here, nor for what is of no version.
  let isOfGraph: Bool

  init(_ text: String, _ versions: [String]) {
    guard let scheme = text.firstRange(of: "://") else {
      (pattern, isOfGraph) = (text, RequestMatch.isURL(text, of: versions))
      return
    }
    let rest = text[scheme.upperBound...]
    let host = rest.prefix { $0 != "/" && $0 != "?" }
    pattern = String(rest[host.endIndex...])
    isOfGraph =
      Self.names.contains { host.lowercased().contains($0) } && RequestMatch.isURL(pattern, of: versions)
  }

  /// Of the service's hosts in all clouds, of this machine, and of any.
  private static let names = ["graph.microsoft.", "microsoftgraph.", "localhost", "127.0.0.1", "*"]
}

/// The response of a mock.
private struct MockResponse {
  let answer: StubAnswer

  init(_ members: OrderMembers) throws(OptionMistake) {
    let body = members.object["body"].flatMap { $0.isNull ? nil : $0 }
    if let body { try Self.check(body, members.path(of: "body"), isWhole: true) }
    let content = body.map(StubBody.json) ?? .empty
    let status = try members.integer("statusCode", 200...599) ?? 200
    try content.check(goesWith: status, members)
    answer = StubAnswer(
      status: status, headers: content.headers(with: try Self.headers(members)), body: content.bytes,
      times: nil)
  }

  /// Texts with `@` in front name a file, where they are all of the body, or a member of the request's body.
  private static func check(_ value: JSONValue, _ path: String, isWhole: Bool = false) throws(OptionMistake) {
    switch value {
    case .string(let text):
      guard !text.lowercased().hasPrefix("@request.body."), !(isWhole && text.hasPrefix("@"))
      else { throw OptionMistake(path, "'\(text)' stands for something else, which is not put in its place") }
    case .array(let values):
      for (index, value) in values.enumerated() { try check(value, "\(path)[\(index)]") }
    case .object(let object):
      for member in object.members { try check(member.value, "\(path).\(member.name)") }
    case .null, .bool, .number: break
    }
  }

  private static func headers(_ members: OrderMembers) throws(OptionMistake) -> [HeaderField] {
    guard let value = members.object["headers"] else { return [] }
    let path = members.path(of: "headers")
    try OptionForm.array(.object(["name": .string, "value": .string], needing: ["name", "value"]))
      .check(value, path)
    var fields: [HeaderField] = []
    for (index, value) in (value.arrayValue ?? []).enumerated() {
      let (name, text) = (value.objectValue?["name"]?.stringValue, value.objectValue?["value"]?.stringValue)
      fields.append(try HeaderField(name ?? "", text ?? "").allowed(at: "\(path)[\(index)]"))
    }
    return fields
  }
}
