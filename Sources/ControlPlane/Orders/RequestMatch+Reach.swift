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
    guard members.object["batchPart"] != nil else { return }
    if path.map({ isBatch($0, versions) }) ?? url.map({ isBatch($0.prefix { $0 != "?" }, versions) }) ?? false
    {
      throw members.mistake("batchPart", "a batch is no part of a batch, and what is asked for is a batch")
    }
  }

  private static func isBatch(_ path: some StringProtocol, _ versions: [String]) -> Bool {
    let text = PathForm(path).text
    return text == "/$batch" || versions.contains { text == "/\($0)/$batch" }
  }
}
