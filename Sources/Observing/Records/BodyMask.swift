import GraphContract
import JSON

/// Takes the values of secrets out of bodies, without reading them as what they are: what is kept is only their
/// beginning, and may be no JSON at all.
///
/// Each colon is looked at, and what stands before it in quotes: a body that is malformed hides nothing in that way.
struct BodyMask: Sendable {
  /// What lets somebody in wherever it stands: names of HTTP, OAuth and this program, in lower case.
  private static let credentials = [
    "password", "clientsecret", "client_secret", "client_assertion", "assertion", "access_token",
    "accesstoken",
    "refresh_token", "refreshtoken", "id_token", "token",
  ].map { Array($0.utf8) }

  /// Members whose values are secrets, in lower case.
  private let members: [[UInt8]]
  /// Members of common names whose values are secrets within members of these.
  private let membersWithin: [(outer: [UInt8], inner: [[UInt8]])]

  /// - Parameter secrets: beside credentials, and the header fields that a batch brings in its body.
  init(_ secrets: [SecretMember] = []) {
    members =
      Self.credentials + SecretMask.fields.map { Array($0.utf8) }
      + secrets.filter { $0.outer == nil }.map(\.name)
    let within = secrets.compactMap { secret in secret.outer.map { (outer: $0, inner: secret.name) } }
    membersWithin = Dictionary(grouping: within, by: \.outer).map { ($0, $1.map(\.inner)) }
  }

  /// - Parameter further: names of members, in lower case, whose values are secrets in this body too.
  func masked(_ body: [UInt8], further: [[UInt8]] = []) -> [UInt8] {
    guard !body.isEmpty else { return body }
    let members = valuesOfMembers(body, further)
    let secrets = Self.isJSON(body) ? members : Self.merged(members + Self.valuesOfForm(body))
    guard !secrets.isEmpty else { return body }
    var result: [UInt8] = []
    var end = 0
    for secret in secrets {
      result += body[end..<secret.lowerBound]
      result.append(raw: SecretMask.mark)
      end = secret.upperBound
    }
    return result + body[end...]
  }

  func masked(_ text: String) -> String { String(decoding: masked(Array(text.utf8)), as: UTF8.self) }

  /// In order, none within another.
  private static func merged(_ ranges: [Range<Int>]) -> [Range<Int>] {
    ranges.sorted { $0.lowerBound < $1.lowerBound }.reduce(into: []) { merged, range in
      if let last = merged.last, range.lowerBound < last.upperBound {
        merged[merged.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
      } else {
        merged.append(range)
      }
    }
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
  }
}

// MARK: Members

extension BodyMask {
  private static let (quote, backslash) = (UInt8(ascii: "\""), UInt8(ascii: "\\"))

  private func valuesOfMembers(_ body: [UInt8], _ further: [[UInt8]]) -> [Range<Int>] {
    var values: [Range<Int>] = []
    // What is secret within the member that the index is in, and where that ends.
    var (within, end) = ([[UInt8]](), 0)
    var index = 0
    while index < body.count {
      defer { index += 1 }
      guard body[index] == UInt8(ascii: ":"), let range = Self.name(body, before: index) else { continue }
      let name = body[range]
      if Self.isOne(name, of: members) || Self.isOne(name, of: further)
        || index < end && Self.isOne(name, of: within)
      {
        guard let value = Self.value(body, after: index) else { continue }
        values.append(value)
        index = value.upperBound - 1
      } else if let names = secrets(within: name), let value = Self.value(body, after: index) {
        (within, end) = (names, value.upperBound)
      } else if Self.isOne(name, of: Self.urls), let value = Self.value(body, after: index) {
        values += EscapedOptions(body[value]).credentials
        index = value.upperBound - 1
      }
    }
    return values
  }

  private func secrets(within name: ArraySlice<UInt8>) -> [[UInt8]]? {
    membersWithin.first { Self.isOne(name, of: [$0.outer]) }?.inner
  }

  /// Of the parts of a batch.
  private static let urls = [Array("url".utf8)]

  /// What stands in quotes before a colon.
  private static func name(_ body: [UInt8], before colon: Int) -> Range<Int>? {
    var end = colon
    while end > 0, isBlank(body[end - 1]) { end -= 1 }
    guard end > 1, body[end - 1] == quote else { return nil }
    end -= 1
    var start = end
    while start > 0, body[start - 1] != quote, end - start < longestName { start -= 1 }
    guard start > 0, body[start - 1] == quote else { return nil }
    // JSON within a text of JSON has a backslash before each quote.
    while end > start, body[end - 1] == backslash { end -= 1 }
    return start..<end
  }

  /// With each of its letters escaped: `\u0070`.
  private static let longestName = 128

  /// - Parameter names: in lower case.
  private static func isOne(_ name: ArraySlice<UInt8>, of names: [[UInt8]]) -> Bool {
    guard !name.contains(backslash) else {
      let text = try? JSONValue.parse([quote] + name + [quote]).stringValue
      return text.map { names.contains(Array($0.lowercased().utf8)) } ?? false
    }
    return names.contains { $0.count == name.count && zip($0, name).allSatisfy { $0 == lowercased($1) } }
  }

  private static func lowercased(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte | 0x20 : byte }

  /// Of a string what is in its quotes; nil for what is no secret.
  private static func value(_ body: [UInt8], after colon: Int) -> Range<Int>? {
    var start = colon + 1
    while start < body.count, isBlank(body[start]) || body[start] == backslash { start += 1 }
    guard start < body.count else { return nil }
    let value: Range<Int>
    switch body[start] {
    case quote: value = (start + 1)..<endOfString(body, from: start + 1)
    case UInt8(ascii: "{"), UInt8(ascii: "["): value = start..<endOfNested(body, from: start)
    default: value = start..<endOfLiteral(body, from: start)
    }
    return value.isEmpty || plain.contains(Array(body[value])) ? nil : value
  }

  private static let plain = ["null", "true", "false"].map { Array($0.utf8) }

  private static func endOfString(_ body: [UInt8], from start: Int) -> Int {
    var index = start
    while index < body.count, body[index] != quote { index += body[index] == backslash ? 2 : 1 }
    return min(index, body.count)
  }

  private static func endOfNested(_ body: [UInt8], from start: Int) -> Int {
    var (index, depth) = (start, 0)
    while index < body.count {
      switch body[index] {
      case quote: index = endOfString(body, from: index + 1)
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
      default: break
      }
      index += 1
      if depth == 0 { break }
    }
    return min(index, body.count)
  }

  private static func endOfLiteral(_ body: [UInt8], from start: Int) -> Int {
    body[start...].firstIndex { isBlank($0) || ",}]".utf8.contains($0) } ?? body.count
  }
}

// MARK: Forms

extension BodyMask {
  /// What a form of the token service holds may come to another place by mistake.
  private static let parameters = SecretMask.credentials

  private static func isJSON(_ body: [UInt8]) -> Bool {
    body.first { !isBlank($0) }.map { "{[".utf8.contains($0) } ?? false
  }

  private static func valuesOfForm(_ body: [UInt8]) -> [Range<Int>] {
    var values: [Range<Int>] = []
    for pair in body.split(separator: UInt8(ascii: "&")) {
      guard let equals = pair.firstIndex(of: UInt8(ascii: "=")), equals + 1 < pair.endIndex,
        parameters.contains(SecretMask.name(String(decoding: pair[..<equals], as: UTF8.self)[...]))
      else { continue }
      values.append((equals + 1)..<pair.endIndex)
    }
    return values
  }
}
