import Faults
import GraphContract
import GraphStore
import HTTPMessages
import JSON

extension RequestMatch {
  static let names = ["method", "path", "url", "header", "principal", "page", "batchPart", "body"]

  /// As requests write them; `get` is another one than `GET` (RFC 9110, 9.1).
  static let methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]

  /// `{"method":"GET","path":"/users/*","header":{"prefer":"*"},"page":2}`; what no request could ever fit is refused.
  init(_ members: OrderMembers, _ scope: OrderScope) throws(OptionMistake) {
    let versions = scope.versions
    var criteria: [Criterion] = []
    if let name = try members.word("method", Self.methods) { criteria.append(.method(name)) }
    if let text = try members.string("path") {
      criteria.append(.path(try Self.path(text, members, versions)))
    }
    if let text = try members.string("url") { criteria.append(try Self.url(text, members, versions)) }
    try Self.checkTogether(members, versions)
    criteria += try Self.headers(members, scope)
    if let text = try members.words("principal") { criteria.append(.principal(text)) }
    if let number = try members.integer("page", 1...1_000_000) {
      try Self.check(page: number, members, scope)
      criteria.append(.page(number))
    }
    if let number = try members.integer("batchPart", 1...BatchFailure.itemLimit) {
      criteria.append(.part(number))
    }
    if let text = try members.words("body") { criteria.append(.body(text)) }
    self.init(criteria)
  }

  private static func path(
    _ text: String, _ members: OrderMembers, _ versions: [String]
  ) throws(OptionMistake) -> PathGlob {
    guard text.isPathBelowTenant, !text.contains("?") else {
      throw members.mistake("path", "a path such as /users/* expected, without host, tenant and query")
    }
    if let door = otherDoor(of: text, versions) {
      throw members.mistake("path", "faults and stubs do not meet requests to \(door)")
    }
    return PathGlob(text)
  }

  // MARK: URLs

  private static func url(
    _ text: String, _ members: OrderMembers, _ versions: [String]
  ) throws(OptionMistake) -> Criterion {
    guard isURL(text, of: versions) else {
      let beginnings = versions.map { "/\($0)" }.joined(separator: ", ")
      throw members.mistake(
        "url",
        "a path with its query such as /v1.0/users?* expected, without host: \(beginnings) or * in front")
    }
    return url(text)
  }

  /// Whether requests to one of the versions can fit the pattern; a star may stand for the version.
  static func isURL(_ pattern: String, of versions: [String]) -> Bool {
    guard !pattern.contains("#"), !pattern.prefix(while: { $0 != "?" }).contains("://") else { return false }
    if pattern.hasPrefix("*") { return true }
    let version = pattern.dropFirst().prefix { $0 != "/" && $0 != "?" }.lowercased()
    return pattern.isPathBelowTenant && (version.contains("*") || versions.contains(version))
  }

  // MARK: Header fields

  private static func headers(
    _ members: OrderMembers, _ scope: OrderScope
  ) throws(OptionMistake) -> [Criterion] {
    guard let value = members.object["header"] else { return [] }
    let path = members.path(of: "header")
    try OptionForm.dictionary(.string).check(value, path)
    if value == [:] { throw OptionMistake(path, "at least one header field expected") }
    var criteria: [Criterion] = []
    for member in (value.objectValue ?? [:]).members {
      let field = HeaderField(member.name.lowercased(), member.value.stringValue ?? "")
      if let message = mistake(in: field, scope) { throw OptionMistake("\(path).\(member.name)", message) }
      criteria.append(.header(field.name, TextGlob(field.value)))
    }
    return criteria
  }

  /// Why no request could have the field; nil where one could.
  private static func mistake(in field: HeaderField, _ scope: OrderScope) -> String? {
    guard field.hasName else {
      return "the name of a header field expected: letters, digits and \(HTTPToken.signs)"
    }
    guard field.hasValue else { return "a value of a header field expected, without control characters" }
    guard field.name != "x-emulator-tenant" || TextGlob(field.value).matches(scope.tenant) else {
      return "requests with this are of another tenant than '\(scope.tenant)', to which the order is given"
    }
    return nil
  }
}

extension String {
  /// Begins where paths do that faults and stubs see: behind the host and the prefix of a tenant.
  fileprivate var isPathBelowTenant: Bool {
    hasPrefix("/") && !hasPrefix("//") && !contains("#") && self != "/tenants" && !hasPrefix("/tenants/")
  }
}
