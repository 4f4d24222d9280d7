import HTTPMessages

/// Whether there is a text that fits two patterns at once.
enum PatternOverlap {
  enum Token: Sendable, Equatable {
    case byte(UInt8)
    /// Any bytes but those that end a segment.
    case withinSegment
    case anything

    fileprivate var isStar: Bool { if case .byte = self { false } else { true } }

    /// The other one, a single byte, may be one of those that it stands for.
    fileprivate func covers(_ other: Token) -> Bool {
      guard case .byte(let byte) = other else { return false }
      return self == .anything || self == .withinSegment && byte != PatternOverlap.slash && byte != mark
    }
  }

  fileprivate static let slash = UInt8(ascii: "/")
  fileprivate static let mark = UInt8(ascii: "?")
  private static let star = UInt8(ascii: "*")

  static func exists(_ one: [Token], _ other: [Token]) -> Bool {
    // How far into the other pattern a text may have come with so much of the first.
    var ends = [true] + [Bool](repeating: false, count: other.count)
    for index in 0...one.count {
      let token = index < one.count ? one[index] : nil
      for end in other.indices where ends[end] && (other[end].isStar || token?.covers(other[end]) == true) {
        ends[end + 1] = true
      }
      guard let token else { break }
      ends = other.indices.reduce(into: ends.map { $0 && token.isStar }) { next, end in
        guard ends[end] else { return }
        if other[end].covers(token) { next[end] = true }
        if other[end] == token { next[end + 1] = true }
      }
    }
    return ends[other.count]
  }

  // MARK: Patterns as tokens

  /// - Parameter path: in its one form (`PathForm`).
  static func tokens(ofPath path: String) -> [Token] {
    var tokens: [Token] = []
    var rest = Array(path.utf8)[...]
    while let byte = rest.popFirst() {
      switch byte {
      case slash where rest.prefix { $0 != slash }.elementsEqual([star, star]):
        rest.removeFirst(2)
        tokens.append(.anything)
      case UInt8(ascii: "{"):
        guard let end = rest.firstIndex(of: UInt8(ascii: "}")) else { fallthrough }
        rest = rest[(end + 1)...]
        tokens.append(.withinSegment)
      default: tokens.append(byte == star ? .withinSegment : .byte(byte))
      }
    }
    return tokens
  }

  static func tokens(ofURL url: String) -> [Token] {
    url.utf8.map { $0 == star ? .anything : .byte($0) }
  }
}

extension RequestMatch {
  /// Whether a request could fit both a pattern for paths and one for URLs; where that is hard to tell it could.
  ///
  /// - Parameter versions: names of the service's versions.
  package static func canMeet(path: String, url: String, versions: [String]) -> Bool {
    let (path, place) = (PathForm(path).text, url.prefix { $0 != "?" })
    guard !place.contains("%"), !(path + place).contains(where: "()'=".contains),
      max(path.utf8.count, url.utf8.count) < longest
    else { return true }
    let (urls, paths) = (PatternOverlap.tokens(ofURL: RequestFacts.comparable(url)), tokens(path, versions))
    return paths.contains { PatternOverlap.exists($0, urls) }
  }

  /// Every length of one is compared with every length of the other.
  private static let longest = 2000

  /// With and without a version in front, unless the pattern has one, and with and without options behind.
  private static func tokens(_ path: String, _ versions: [String]) -> [[PatternOverlap.Token]] {
    let isVersioned = versions.contains { path == "/\($0)" || path.hasPrefix("/\($0)/") }
    let place = PatternOverlap.tokens(ofPath: path)
    let places = isVersioned ? [place] : [place, PatternOverlap.tokens(ofPath: "/*") + place]
    return places + places.map { $0 + PatternOverlap.tokens(ofURL: "?*") }
  }
}
