import GraphEmulatorKit
import HTTPMessages
import JSON
import TestSupport

/// Makes requests that are nearly right: documented routes with living keys, real options and plausible bodies, and
/// then some damage.
struct RequestGenerator {
  var random: RepeatableNumbers
  private let routes: [RouteList.Entry]
  /// Ids by the collection they were found in.
  private var keys: [String: [String]] = [:]

  init(_ random: RepeatableNumbers) throws {
    self.random = random
    routes = try RouteList().entries.filter { $0.answer != "unknown" }
  }

  mutating func next(_ emulator: TestEmulator) -> Request {
    let route = pick(routes)
    let path = filled(route.template, emulator)
    var target = "/" + pick(route.versions) + path
    var method = route.method
    if oneIn(3), method == "GET" { target += "?" + options() }
    var body = ["POST", "PATCH", "PUT"].contains(method) ? self.body(path, emulator) : ""
    if oneIn(12) { (method, target, body) = ("POST", "/beta/$batch", batch(target)) }
    if oneIn(4) { target = damaged(target, Self.words) }
    if oneIn(4), !body.isEmpty { body = damaged(body, Self.pieces) }
    if oneIn(25) { method = pick(["GET", "POST", "PATCH", "PUT", "DELETE", "HEAD", "OPTIONS", "FOO", ""]) }
    return Request(
      method: method, target: target, headers: RequestHeaders(headers(body)), body: Array(body.utf8))
  }

  // MARK: Paths

  /// Keys are those of objects that stand in the collection of the path so far.
  private mutating func filled(_ template: String, _ emulator: TestEmulator) -> String {
    var path = ""
    for segment in template.split(separator: "/") {
      guard segment.hasPrefix("{") else {
        path += "/" + segment.replacing(/\{[^}]*\}/, with: oneIn(2) ? "1" : "'x'")
        continue
      }
      path += "/" + (oneIn(60) ? pick(Self.words) : key(in: path, emulator))
    }
    return path
  }

  private mutating func key(in collection: String, _ emulator: TestEmulator) -> String {
    if oneIn(40) { keys[collection] = nil }  // What is there changes.
    if keys[collection] == nil { keys[collection] = emulator.get(collection).values("id") }
    guard let found = keys[collection], !found.isEmpty else { return Self.someone }
    return pick(found)
  }

  private static let someone = "10000000-0000-4000-8000-000000000001"

  // MARK: Options

  private mutating func options() -> String {
    (0..<1 + Int.random(in: 0..<3, using: &random)).map { _ in option() }.joined(separator: "&")
  }

  private mutating func option() -> String {
    switch Int.random(in: 0..<9, using: &random) {
    case 0: "$filter=" + filter(depth: 0)
    case 1: "$select=" + (0...2).map { _ in pick(Self.names) }.joined(separator: ",")
    case 2: "$expand=" + expansion(depth: 0)
    case 3: "$orderby=" + pick(Self.names) + pick(["", " desc", " asc"])
    case 4: "$top=" + pick(["1", "5", "999", "0", "-1", "99999999999999999999", "x"])
    case 5: "$search=" + pick(["\"displayName:a\"", "\"a\" OR \"b:c\"", "x", "(\"a:b\""])
    case 6: "$count=" + pick(["true", "false", "x"])
    case 7: "$skip=" + pick(["0", "2", "999999", "-1"])
    default:
      pick(["$format=json", "$skiptoken=abc", "$deltatoken=latest", "$apply=groupby((skuId))", "@p='x'"])
    }
  }

  private mutating func filter(depth: Int) -> String {
    guard depth < 3 else { return "true" }
    let (left, right) = (operand(depth), operand(depth))
    switch Int.random(in: 0..<6, using: &random) {
    case 0: return "(\(filter(depth: depth + 1)) \(pick(["and", "or"])) \(filter(depth: depth + 1)))"
    case 1: return "not (\(filter(depth: depth + 1)))"
    case 2: return "\(pick(Self.names))/\(pick(["any", "all"]))(x:\(filter(depth: depth + 1)))"
    case 3: return "\(pick(["startswith", "contains", "endswith", "matchesPattern"]))(\(left),\(right))"
    default: return "\(left) \(pick(["eq", "ne", "gt", "le", "in", "has", "add"])) \(right)"
    }
  }

  private mutating func operand(_ depth: Int) -> String {
    switch Int.random(in: 0..<5, using: &random) {
    case 0: pick(Self.names) + "/" + pick(Self.names)
    case 1: pick(Self.literals)
    case 2: "\(pick(["tolower", "length", "year", "round", "now", "cast"]))(\(pick(Self.names)))"
    default: pick(Self.names)
    }
  }

  private mutating func expansion(depth: Int) -> String {
    let name = pick(Self.names)
    guard depth < 2, oneIn(2) else { return name }
    return name
      + pick([
        "($select=id)", "($expand=\(expansion(depth: depth + 1)))", "($top=2;$count=true)", "/$ref", "(*)",
      ])
  }

  // MARK: Bodies

  /// Often an object that is there, so that much of it is right.
  private mutating func body(_ path: String, _ emulator: TestEmulator) -> String {
    let reply = emulator.get(path)
    // What was sent as bytes of an object comes back as it was, and says of itself what it likes.
    guard let json = try? JSONValue.parse(reply.text) else { return "{}" }
    let items = json.objectValue?["value"]?.arrayValue
    let objects = items?.compactMap(\.objectValue) ?? [json.objectValue].compactMap(\.self)
    guard !objects.isEmpty, !oneIn(3) else { return value(depth: 0).text }
    var object = JSONObject()
    for member in pick(objects).members where !oneIn(4) {
      object[member.name] = oneIn(10) ? value(depth: 1) : member.value
    }
    return JSONValue.object(object).text
  }

  private mutating func value(depth: Int) -> JSONValue {
    switch Int.random(in: depth == 0 ? 0..<1 : 0..<7, using: &random) {
    case 0 where depth < 4:
      var object = JSONObject()
      for _ in 0..<Int.random(in: 0..<5, using: &random) {
        let suffix = oneIn(5) ? pick(["@odata.bind", "@odata.type", "@delta"]) : ""
        object[pick(Self.names) + suffix] = value(depth: depth + 1)
      }
      return .object(object)
    case 1: return .array((0..<2).map { _ in value(depth: depth + 1) })
    case 2: return .string(pick(Self.words))
    case 3: return .number(pick(["0", "-1", "1.5", "1e400", "9223372036854775808"]))
    case 4: return .bool(oneIn(2))
    case 5: return .null
    default: return .string("https://graph.microsoft.com/beta/users/\(Self.someone)")
    }
  }

  private mutating func batch(_ target: String) -> String {
    let requests: [JSONValue] = (0..<Int.random(in: 0..<4, using: &random)).map { number in
      [
        "id": .string(oneIn(9) ? "1" : "\(number)"), "method": .string(pick(["GET", "POST", "DELETE"])),
        "url": .string(oneIn(4) ? target : "/users?\(options())"), "body": value(depth: 1),
        "headers": ["Content-Type": "application/json", "ConsistencyLevel": "eventual"],
        "dependsOn": oneIn(4) ? ["0"] : [],
      ]
    }
    return JSONValue.object(["requests": .array(requests)]).text
  }

  private mutating func headers(_ body: String) -> [HeaderField] {
    var fields = [HeaderField("Host", "localhost:8585"), HeaderField("Authorization", "Bearer x")]
    if !body.isEmpty, !oneIn(30) { fields.append(HeaderField("Content-Type", "application/json")) }
    if oneIn(3) { fields.append(HeaderField("ConsistencyLevel", "eventual")) }
    if oneIn(6) {
      fields.append(
        HeaderField("Prefer", pick(["return=minimal", "odata.maxpagesize=2", "create-if-missing", "=;,\""])))
    }
    if oneIn(8) {
      let accepted = pick([
        "application/json;odata.metadata=full", "application/json;odata.metadata=none", "*/*", ";;",
      ])
      fields.append(HeaderField("Accept", accepted))
    }
    return fields
  }

  // MARK: Damage

  private mutating func damaged(_ text: String, _ dictionary: [String]) -> String {
    var characters = Array(text)
    for _ in 0...Int.random(in: 0..<3, using: &random) {
      guard !characters.isEmpty else { break }
      let place = Int.random(in: 0..<characters.count, using: &random)
      switch Int.random(in: 0..<5, using: &random) {
      case 0: characters.remove(at: place)
      case 1: characters.insert(contentsOf: pick(dictionary), at: place)
      case 2: characters.swapAt(place, Int.random(in: 0..<characters.count, using: &random))
      case 3: characters.insert(contentsOf: characters[place...].prefix(12), at: place)
      default: characters.removeSubrange(place..<min(place + 4, characters.count))
      }
    }
    return String(characters)
  }

  private mutating func pick<Element>(_ choices: [Element]) -> Element {
    choices[Int.random(in: 0..<choices.count, using: &random)]
  }

  private mutating func oneIn(_ count: Int) -> Bool { Int.random(in: 0..<count, using: &random) == 0 }
}

extension RequestGenerator {
  fileprivate static let names = [
    "id", "displayName", "members", "owners", "manager", "assignedLicenses", "assignedPlans",
    "accountEnabled",
    "createdDateTime", "identities", "skuId", "allottedUnits", "assignedTo", "allotment", "cloudLicensing",
    "cloudLicensing/assignments", "assignments", "target", "groupId", "accessPackage", "assignmentPolicy",
    "disabledServicePlanIds", "onPremisesExtensionAttributes", "extensionAttribute1", "x", "$it", "*",
    "userType",
    "microsoft.graph.user/displayName", "transitiveMemberOf", "services", "subscriptions", "@odata.type",
    "mailNickname", "mailEnabled", "securityEnabled", "groupTypes", "userPrincipalName", "passwordProfile",
    "requestType", "accessPackageAssignment", "catalogId", "addLicenses", "removeLicenses", "ids", "types",
  ]

  fileprivate static let literals = [
    "'x'", "'it''s'", "1", "-1.5", "true", "null", "2026-01-01T00:00:00Z", "duration'P1D'", "INF",
    "10000000-0000-4000-8000-000000000001", "('a','b')", "()", "@p", "99999999999999999999", "'\u{1F600}'",
  ]

  fileprivate static let words = [
    "", "'", "''", "\"", "(", ")", ")(", "%", "%00", "%2F", "%ZZ", "%F0%9F%98%80", "\u{1F600}", "\u{0}", "{",
    "}", "$",
    "$count", "$ref", "$value", "$filter=", "&", "&&", "=", "//", "..", "/..", ";", ",", " ", "+", "#", "?",
    ":", "@",
    "null", "eq", "any(", "-", "e\u{301}", "microsoft.graph.user", "graph.group", "\\", "\n", "~", "*", "%25",
    String(repeating: "(", count: 300), String(repeating: "a", count: 3000),
    String(repeating: "not ", count: 200),
  ]

  fileprivate static let pieces = [
    "{", "}", "[", "]", ",", ":", "\"", "null", "true", "1e999", "\\u0000", "\\ud800", "\u{1F600}", "\n",
    "\\",
    "\"id\":\"x\",", "\"@odata.type\":\"#microsoft.graph.group\",", "[[[[[[[[",
    String(repeating: "[", count: 2000),
    "\"displayName\":1,",
  ]
}
