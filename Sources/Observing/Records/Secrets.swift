package import GraphContract
import HTTPMessages

/// What workloads say is a secret of theirs: members of bodies, and places whose answers show some.
///
/// A class because whatever is told of each request refers to it.
package final class Secrets: Sendable {
  let members: SecretNames
  let places: SecretPlaces

  package init(members: [SecretMember] = [], places: [SecretPlace] = []) {
    self.members = SecretNames(members)
    self.places = SecretPlaces(places)
  }

  /// Of the body of a request; nil where there is none.
  func mask(of body: [UInt8], contentType: String?) -> BodyMask? {
    body.isEmpty ? nil : BodyMask(names: members, contentType: contentType)
  }

  /// nil where the answer holds no secrets.
  ///
  /// - Parameters:
  ///   - told: those that the request told.
  ///   - hasSecretOptions: the target has some, and links of the answer repeat them.
  func mask(
    answerOf record: RequestRecord, told: ToldSecrets, hasSecretOptions: Bool
  ) -> BodyMask? {
    guard !record.response.body.isEmpty,
      let further = places.secrets(answering: record)
        ?? (hasSecretOptions || !told.isEmpty ? [] : nil)
    else { return nil }
    var names = further.isEmpty ? members : members.adding(further)
    if SecretPlaces.mayBeBatch(record.request) { names.hideTextsOfAnswers() }
    return BodyMask(
      names: names, told: told,
      contentType: record.response.headers.first { $0.name.lowercased() == "content-type" }?.value)
  }
}

/// Names of members whose values are secrets: those of workloads, and those of what tokens are asked for with, which may
/// come to another place by mistake.
struct SecretNames: Sendable {
  /// In lower case, as all names here.
  private var always: Set<String>
  /// Those that are secrets within a member of this name.
  private let within: [String: Set<String>]
  /// Of a batch: whose elements may have a `body` that stands for bytes.
  private var parts: Set<String> = ["requests"]

  init(_ members: [SecretMember]) {
    always = Self.ofTokens.union(members.filter { $0.outer == nil }.map(\.name))
    within = members.reduce(into: [:]) { within, member in
      if let outer = member.outer { within[outer, default: []].insert(member.name) }
    }
  }

  /// Of OAuth's forms and answers, as its members are called here and there.
  private static let ofTokens: Set<String> = [
    "password", "client_secret", "clientsecret", "client_assertion", "assertion", "access_token",
    "accesstoken",
    "refresh_token", "refreshtoken", "id_token", "token",
  ]

  /// What parts of a batch answer as text may be the bytes of a stream, be they Base64 or as they are.
  mutating func hideTextsOfAnswers() { parts.insert("responses") }

  func adding(_ names: [String]) -> SecretNames {
    var all = self
    all.always.formUnion(names)
    return all
  }

  /// What is known of the place of a member: around it are members that make secrets of some.
  struct Place {
    fileprivate var names: Set<String> = []
    /// The members are header fields, as those of a batch's part.
    fileprivate var isHead = false
    /// They are of a batch's part.
    fileprivate var isPart = false
    /// The value is to be an object that holds some: a text in its place is one.
    fileprivate(set) var isHolder = false
  }

  /// - Parameter isText: of the value; a part's body that is one stands for bytes, of whatever kind.
  func isSecret(_ name: String, in place: Place, isText: Bool) -> Bool {
    always.contains(name) || place.names.contains(name)
      || place.isHead && SecretMask.isSecretField(name)
      || place.isPart && isText && name == "body"
  }

  /// Where the members of a member's value are.
  func place(within name: String, in place: Place) -> Place {
    var place = place
    let names = within[name]
    if let names { place.names.formUnion(names) }
    place.isHolder = names != nil
    if name == "headers" { place.isHead = true }
    // What is JSON in a part is as it would be alone.
    if name == "body" { place.isPart = false }
    if parts.contains(name) { place.isPart = true }
    return place
  }
}
