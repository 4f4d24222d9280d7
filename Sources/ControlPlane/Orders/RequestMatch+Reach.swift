import Faults
import GraphStore
import HTTPMessages
import Identity
import JSON

extension RequestMatch {
  /// What answers the requests that a pattern is for, where that is not the service.
  static func otherDoor(of path: String, _ versions: [String]) -> String? {
    let segments = PathForm(path).text.split(separator: "/")
    guard let first = segments.first, !versions.contains(String(first)) else { return nil }
    if first == "_emulator" { return "/_emulator" }
    return TokenService.isAuthorityPath(segments) ? "the endpoints that issue tokens" : nil
  }

  /// What each of the members allows, and all of them together do not.
  static func checkTogether(_ members: OrderMembers, _ versions: [String]) throws(OptionMistake) {
    let (path, url) = (members.object["path"]?.stringValue, members.object["url"]?.stringValue)
    if let path, let url, !canMeet(path: path, url: url, versions: versions) {
      throw members.mistake("url", "no request fits both this and 'path'")
    }
    let place = path ?? url?.prefix { $0 != "?" }.description
    guard let place, isBatch(place, versions) else { return }
    if members.object["batchPart"] != nil {
      throw members.mistake("batchPart", "a batch is no part of a batch, and what is asked for is a batch")
    }
    if members.object["method"] == "OPTIONS" {
      throw members.mistake(
        "method", "OPTIONS comes here as a part of a batch alone, which is no batch itself")
    }
  }

  // MARK: Pages

  /// Lists come in pages, and are asked for by GET; all pages but the first by the link that the one before it has.
  static func check(
    page: Int, _ members: OrderMembers, _ scope: OrderScope
  ) throws(OptionMistake) {
    if let method = members.object["method"]?.stringValue, !["GET", "HEAD"].contains(method) {
      throw members.mistake("page", "only GET and HEAD ask for a page, and 'method' is \(method)")
    }
    let (path, url) = (members.object["path"]?.stringValue, members.object["url"]?.stringValue)
    let places = [path, url?.prefix { $0 != "?" }.description].compactMap(\.self)
    if let end = places.lazy.compactMap(endWithoutPages).first {
      throw members.mistake("page", "\(end) has no pages")
    }
    if let place = places.first(where: scope.leadsToOneObject) {
      throw members.mistake("page", "\(place) is one object, and has no pages")
    }
    guard page > 1, let url, !mayLead(toNextPage: url) else { return }
    throw members.mistake("page", "1 expected: the URL of a later page has a $skiptoken, and 'url' has none")
  }

  private static func endWithoutPages(_ path: String) -> String? {
    let end = PathForm(path).text.split(separator: "/").last.map(String.init)
    return end.flatMap { ["$batch", "$count", "$metadata", "$value"].contains($0) ? $0 : nil }
  }

  /// - Parameter pattern: of a URL.
  private static func mayLead(toNextPage pattern: String) -> Bool {
    let query = pattern.drop { $0 != "?" }
    return query.contains("*") || query.percentDecoded.lowercased().contains("$skiptoken")
      || query.isEmpty && pattern.hasSuffix("*")
  }

  private static func isBatch(_ path: some StringProtocol, _ versions: [String]) -> Bool {
    let text = PathForm(path).text
    return text == "/$batch" || versions.contains { text == "/\($0)/$batch" }
  }
}
