import HTTPMessages
package import HTTPServer

/// Who answers which requests: what may take long has threads of its own, and so have the control plane and what
/// waits for endpoints outside.
package enum Lanes {
  /// Threads of each lane at most.
  ///
  /// - Parameter cores: how many can run at once; more threads than that let short requests overtake long ones.
  package static func threads(cores: Int) -> [Int] { [4, max(8, 4 * cores), 32] }

  /// A database and its log, for each thread that reads.
  package static let filesPerRequest = 2

  private static let control = Lane.lane(0)
  private static let graph = 1
  private static let outside = Lane.lane(2)

  /// The lane of a request; only its text is looked at.
  package static func choice(_ method: Span<UInt8>, _ target: Span<UInt8>) -> Lane {
    let target = target.extracting(TargetForm.path(of: target)...)
    if target.begins(with: "/_emulator") {
      return target.begins(with: "/_emulator/health") || target.begins(with: "/_emulator/version")
        ? .here : control
    }
    if method.isEqual(to: "GET") { return namesOneObject(target) ? .hereOrLane(graph) : .lane(graph) }
    return isAboutSubscriptions(target) ? outside : .lane(graph)
  }

  /// The second segment says so: `/v1.0/subscriptions`. Who makes or changes one waits for its endpoint.
  private static func isAboutSubscriptions(_ target: Span<UInt8>) -> Bool {
    guard target.begins(with: "/") else { return false }
    var start = 1
    while start < target.count, target[start] != UInt8(ascii: "/") { start += 1 }
    return start < target.count && target.extracting(start...).begins(with: "/subscriptions")
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
  fileprivate func isEqual(to text: StaticString) -> Bool {
    count == text.utf8CodeUnitCount && begins(with: text)
  }
}
