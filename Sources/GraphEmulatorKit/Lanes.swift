import HTTPMessages
package import HTTPServer

/// Who answers which requests: what may take long has threads of its own, and so have the control plane and what
/// waits for endpoints outside.
package struct Lanes: Sendable {
  /// Threads of each lane at most.
  ///
  /// - Parameter cores: how many can run at once; more threads than that let short requests overtake long ones.
  package static func threads(cores: Int) -> [Int] { [4, max(8, 4 * cores), 32] }

  /// A database and its log, for each thread that reads.
  package static let filesPerRequest = 2

  private static let control = Lane.lane(0)
  private static let graph = 1
  private static let outside = Lane.lane(2)

  /// Names of sets, in lower case.
  private let outsideSets: [[UInt8]]

  /// - Parameter outsideSets: those whose changes wait for endpoints outside.
  package init(outsideSets: [String]) { self.outsideSets = outsideSets.map { Array($0.lowercased().utf8) } }

  /// The lane of a request; only its text is looked at.
  package func choice(_ method: Span<UInt8>, _ target: Span<UInt8>) -> Lane {
    let path = target.extracting(TargetForm.path(of: target)...)
    let target = path.extracting(path.lengthOfTenantPrefix...)
    if target.begins(with: "/_emulator") {
      return target.begins(with: "/_emulator/health") || target.begins(with: "/_emulator/version")
        ? .here : Self.control
    }
    if method.isEqual(to: "GET") {
      return Self.namesOneObject(target) ? .hereOrLane(Self.graph) : .lane(Self.graph)
    }
    return waitsOutside(target) ? Self.outside : .lane(Self.graph)
  }

  /// Seeds may be larger than other bodies: the program writes as much itself, as an export. The whole seed stands in memory
  /// while it is loaded, about nine times its bytes.
  package static let seedBodies = LargeBodies(limit: 32 << 20) { method, target in
    guard method.isEqual(to: "POST") else { return false }
    let path = target.extracting(TargetForm.path(of: target)...)
    return path.extracting(path.lengthOfTenantPrefix...).isPathOfSeed
  }

  /// The second segment says so: `/v1.0/subscriptions`.
  private func waitsOutside(_ target: Span<UInt8>) -> Bool {
    guard target.begins(with: "/") else { return false }
    var start = 1
    while start < target.count, target[start] != UInt8(ascii: "/") { start += 1 }
    guard start < target.count else { return false }
    let rest = target.extracting((start + 1)...)
    for set in outsideSets where rest.begins(withSegment: set) { return true }
    return false
  }

  /// The last segment looks like a key and no options follow: `/v1.0/users/adele@contoso.example`.
  private static func namesOneObject(_ target: Span<UInt8>) -> Bool {
    var (start, hyphens, isName) = (0, 0, false)
    for index in target.indices {
      switch target[index] {
      case UInt8(ascii: "?"), UInt8(ascii: "#"): return false
      case UInt8(ascii: "/"): (start, hyphens, isName) = (index + 1, 0, false)
      case UInt8(ascii: "@"): isName = true
      case UInt8(ascii: "-"): hyphens += 1
      default: break
      }
    }
    // A GUID has 36 characters; other keys are made of several.
    return isName || hyphens >= 4 && target.count - start >= 36
  }
}

extension Span<UInt8> {
  /// Of `/tenants/ci-42` in `/tenants/ci-42/v1.0/users`.
  fileprivate var lengthOfTenantPrefix: Int {
    guard begins(with: "/tenants/") else { return 0 }
    var end = 9
    while end < count, !"/?#".utf8.contains(self[end]) { end += 1 }
    return end
  }

  /// `/_emulator/tenants`, whose body may have one, and `/_emulator/tenants/ci-42/seed`.
  fileprivate var isPathOfSeed: Bool {
    var end = 0
    while end < count, !"?#".utf8.contains(self[end]) { end += 1 }
    guard begins(with: "/_emulator/tenants") else { return false }
    var rest = extracting("/_emulator/tenants".utf8.count..<end)
    guard !rest.isEmpty else { return true }
    guard rest.begins(with: "/") else { return false }
    var name = 1
    while name < rest.count, rest[name] != UInt8(ascii: "/") { name += 1 }
    rest = rest.extracting(name...)
    return rest.isEqual(to: "/seed")
  }

  fileprivate func isEqual(to text: StaticString) -> Bool {
    count == text.utf8CodeUnitCount && begins(with: text)
  }

  /// - Parameter name: in lower case; the segment may be written in any, and have a key in parentheses.
  fileprivate func begins(withSegment name: [UInt8]) -> Bool {
    guard count >= name.count else { return false }
    for index in name.indices {
      let byte = self[index]
      guard ((UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte) == name[index]
      else {
        return false
      }
    }
    return count == name.count || "/?#(".utf8.contains(self[name.count])
  }
}
