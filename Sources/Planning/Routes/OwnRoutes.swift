import Synchronization

/// The routes of the program's own table, read when somebody first asks for one.
///
/// A class because all versions have the same.
final class OwnRoutes: Sendable {
  private let texts: @Sendable () -> [[UInt8]]
  private let known = AtomicLazyReference<Read>()

  /// - Parameter texts: of tables, each with a line of its own at its head.
  init(_ texts: @escaping @Sendable () -> [[UInt8]]) { self.texts = texts }

  private final class Read: Sendable {
    let routes: [Route]

    init(_ routes: [Route]) { self.routes = routes }
  }

  var routes: [Route] { (known.load() ?? known.storeIfNil(Read(read()))).routes }

  private func read() -> [Route] {
    texts().flatMap(Self.rows).enumerated().map { number, columns in
      Route(
        number: number, method: columns[0], template: columns[1],
        versions: columns[2].split(separator: ",").map(String.init),
        leastDelegated: columns[3], leastApplication: columns[4], accepted: columns[5])
    }
  }

  private static func rows(_ text: [UInt8]) -> [[String]] {
    text.split(separator: UInt8(ascii: "\n")).dropFirst().compactMap { line in
      let columns = line.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false)
        .map { String(decoding: $0, as: UTF8.self) }
      return columns.count == 6 ? columns : nil
    }
  }
}
