import GraphEmulatorKit
import HTTPMessages
import JSON

/// A client that keeps a record of what it was told, so that what is there later can be compared with it.
struct RecordingClient {
  /// nil: there was no answer.
  typealias Send = (_ method: String, _ path: String, _ body: String?) -> (status: Int, text: String)?

  let number: Int
  /// Groups that it was told are there, by id.
  private var groups: Set<String> = []
  /// Ids of those that it was told are gone.
  private var removed: Set<String> = []
  /// Names and ids of groups about which it got no answer.
  private var doubtful: Set<String> = []
  /// The title of its user; more than one where there was no answer.
  private var titles: Set<String> = [""]
  private var round = 0
  /// What was neither done nor refused because of the disk.
  private(set) var surprises: [String] = []
  private(set) var refusals = 0
  private(set) var acknowledged = 0

  init(_ number: Int) { self.number = number }

  /// Its own user.
  var user: String { Self.user(number) }

  static func user(_ number: Int) -> String { "11111111-0000-4000-8000-00000000000\(number)" }

  /// Four users at most, and one license for two of them.
  static let seed = """
    {"users": [\((0..<4).map { #"{"id":"\#(user($0))","userPrincipalName":"u\#($0)@contoso.example"}"# }
      .joined(separator: ","))],
     "admin": {"cloudLicensing": {"allotments": [
       {"id": "pool", "allottedUnits": 2, "skuId": "\(People.exchange)"}]}}}
    """

  // MARK: Asking

  mutating func askAll(_ send: Send) {
    round += 1
    create(send)
    setTitle(send)
    toggleLicense(send)
    if round.isMultiple(of: 2) { remove(send) }
  }

  private mutating func create(_ send: Send) {
    let name = "\(prefix)\(round)"
    let body =
      #"{"displayName":"\#(name)","mailNickname":"n","mailEnabled":false,"securityEnabled":true,"members@odata.bind":["#
      + #""https://graph.microsoft.com/beta/users/\#(user)"]}"#
    switch told(send("POST", "/groups", body), done: 201) {
    case .done(let text): if let id = Self.id(text) { groups.insert(id) } else { surprises.append(text) }
    case .refused: break
    case .unknown: doubtful.insert(name)
    }
  }

  private mutating func setTitle(_ send: Send) {
    switch told(send("PATCH", "/users/\(user)", #"{"jobTitle":"t\#(round)"}"#), done: 204) {
    case .done: titles = ["t\(round)"]
    case .refused: break
    case .unknown: titles.insert("t\(round)")
    }
  }

  /// Takes the license away, or asks for it.
  private mutating func toggleLicense(_ send: Send) {
    guard
      case .done(let text) = told(send("GET", "/users/\(user)/cloudLicensing/assignments", nil), done: 200)
    else { return }
    let found = (try? JSONValue.parse(text))?.objectValue?["value"]?.arrayValue?.first?.objectValue?["id"]
    if let id = found?.stringValue {
      _ = told(send("DELETE", "/admin/cloudLicensing/assignments/\(id)", nil), done: 204)
    } else {
      let body =
        #"{"allotment@odata.bind":"admin/cloudLicensing/allotments/pool","disabledServicePlanIds":[]}"#
      _ = told(send("POST", "/users/\(user)/cloudLicensing/assignments", body), done: 201)
    }
  }

  private mutating func remove(_ send: Send) {
    guard let id = groups.min() else { return }
    switch told(send("DELETE", "/groups/\(id)", nil), done: 204) {
    case .done:
      groups.remove(id)
      removed.insert(id)
    case .refused: break
    case .unknown:
      groups.remove(id)
      doubtful.insert(id)
    }
  }

  private enum Told {
    case done(String)
    case refused
    case unknown
  }

  private mutating func told(_ answer: (status: Int, text: String)?, done: Int) -> Told {
    guard let answer else { return .unknown }
    if answer.status == done {
      acknowledged += 1
      return .done(answer.text)
    }
    refusals += 1
    let refusals = [503: "ServiceNotAvailable", 507: "insufficientStorage"]
    let error = (try? JSONValue.parse(answer.text))?.objectValue?["error"]?.objectValue
    guard let code = refusals[answer.status], error?["code"]?.stringValue?.lowercased() == code.lowercased()
    else {
      surprises.append("\(answer.status) \(answer.text)")
      return .refused
    }
    return .refused
  }

  private var prefix: String { "c\(number)-" }

  private static func id(_ text: String) -> String? {
    (try? JSONValue.parse(text))?.objectValue?["id"]?.stringValue
  }

  // MARK: Comparing

  /// What is there against what it was told; it goes on from what is there.
  mutating func compare(_ send: Send) -> [String] {
    guard let groups = Self.allGroups(send),
      let title = send("GET", "/users/\(user)?$select=jobTitle", nil), title.status == 200
    else { return ["nothing can be read"] }
    return compare(groups: groups) + compareTitle(title.text)
  }

  /// Of all pages; nil where one cannot be read.
  private static func allGroups(_ send: Send) -> [JSONObject]? {
    var groups: [JSONObject] = []
    var next: String? = "/groups?$select=id,displayName&$top=999"
    while let path = next {
      guard let page = send("GET", path, nil), page.status == 200,
        let object = (try? JSONValue.parse(page.text))?.objectValue, let rows = object["value"]?.arrayValue
      else { return nil }
      groups += rows.compactMap(\.objectValue)
      let link = object["@odata.nextLink"]?.stringValue
      next = link.flatMap { link in link.firstRange(of: "/groups").map { String(link[$0.lowerBound...]) } }
    }
    return groups
  }

  private mutating func compare(groups items: [JSONObject]) -> [String] {
    let own = items.filter { $0["displayName"]?.stringValue?.hasPrefix(prefix) == true }
    let names = Dictionary(own.map { ($0["id"]?.stringValue ?? "", $0["displayName"]?.stringValue ?? "") }) {
      one, _ in
      one
    }
    let lost = groups.subtracting(names.keys).map { "lost: \($0)" }
    let back = removed.intersection(names.keys).map { "came back: \($0)" }
    let unasked = names.filter { id, name in
      !groups.contains(id) && !removed.contains(id) && !doubtful.contains(id) && !doubtful.contains(name)
    }
    groups = Set(names.keys)
    doubtful = []
    return lost + back + unasked.map { "refused, and there: \($0.value)" }
  }

  private mutating func compareTitle(_ text: String) -> [String] {
    let title = (try? JSONValue.parse(text))?.objectValue?["jobTitle"]?.stringValue ?? ""
    defer { titles = [title] }
    return titles.contains(title) ? [] : ["title of \(user): \(title), not \(titles)"]
  }
}

extension RecordingClient {
  /// Asks an emulator without a socket.
  static func sending(to core: EmulatorCore) -> Send {
    { method, path, body in
      let fields = [
        HeaderField("Host", "localhost"), HeaderField("Authorization", "Bearer x"),
        HeaderField("Content-Type", "application/json"),
      ]
      let response = core.respond(
        to: Request(
          method: method, target: "/beta" + path, headers: RequestHeaders(fields),
          body: Array((body ?? "").utf8)))
      return (response.status, String(decoding: response.body, as: UTF8.self))
    }
  }
}
