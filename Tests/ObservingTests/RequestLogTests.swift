import Dispatch
import HTTPMessages
import Locks
import Logging
import Observing
import Testing

@Suite("How lines of requests come to be written") struct RequestLogTests {
  /// What a handler was told, and what was written past it.
  private final class Written: Sendable {
    private let lines = Lock<[String]>([])
    private let isBlocked: Lock<Bool>
    let entered = DispatchSemaphore(value: 0)
    let released = DispatchSemaphore(value: 0)
    /// The writer has told what is missing, which comes last.
    let warned = DispatchSemaphore(value: 0)

    init(isBlocked: Bool = false) { self.isBlocked = Lock(isBlocked) }

    var all: [String] { lines.withLock { $0 } }

    func add(_ line: String) { lines.withLock { $0.append(line) } }

    func add(_ bytes: [UInt8]) {
      waitIfFirst()
      for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") { add(String(line)) }
    }

    /// The first writer waits for its release.
    func waitIfFirst() {
      let waits = isBlocked.withLock { isBlocked in
        defer { isBlocked = false }
        return isBlocked
      }
      guard waits else { return }
      entered.signal()
      released.wait()
    }
  }

  private struct Handler: LogHandler {
    let written: Written
    var logLevel = Logger.Level.info
    var metadata: Logger.Metadata = [:]
    var metadataProvider: Logger.MetadataProvider?

    init(_ written: Written) { self.written = written }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
      get { metadata[key] }
      set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
      written.waitIfFirst()
      let request = event.metadata?[RequestLog.key].map { " \($0)" } ?? ""
      written.add("\(event.level) \(event.message)\(request)")
      if event.level == .warning { written.warned.signal() }
    }
  }

  private func logger(_ level: Logger.Level, _ written: Written) -> Logger {
    var logger = Logger(label: "test") { _ in Handler(written) }
    logger.logLevel = level
    return logger
  }

  private func lines(_ level: Logger.Level) throws -> [RequestLine] {
    try [
      Records.record(duration: .microseconds(1234)), Records.record("GET", "/_emulator/health"),
      Records.record("GET", "/beta/x", status: 400, code: "BadRequest"),
    ].map { RequestLine($0) }
  }

  private static let request =
    "method=GET path=/v1.0/users status=200 ms=1.234 bytes=0 request-id=id-1 tenant=default"
  private static let refused =
    "method=GET path=/beta/x status=400 ms=1.000 bytes=0 request-id=id-1 tenant=default error=BadRequest"
  private static let probe =
    "method=GET path=/_emulator/health status=200 ms=1.000 bytes=0 request-id=id-1 tenant=default"
  private static let time = "2026-02-02T02:40:00.001"

  @Test("in bytes by our own handler, probes and reasons at debug only") func bytes() throws {
    let (first, last) = ("\(Self.time)2340Z info request ", "\(Self.time)0000Z info request ")
    #expect(try written(.info) == [first + Self.request, last + Self.refused])
    #expect(
      try written(.debug) == [
        first + Self.request, "\(Self.time)0000Z debug request " + Self.probe, last + Self.refused,
        "\(Self.time)0000Z debug refused request-id=id-1 error=BadRequest",
      ])
  }

  private func written(_ level: Logger.Level) throws -> [String] {
    let written = Written()
    let log = try #require(RequestLog(logger(level, written), .bytes(.text) { written.add($0) }))
    for line in try lines(level) { log.add(line) }
    log.flush()
    return written.all
  }

  @Test("as events by another handler") func events() throws {
    let written = Written()
    let log = try #require(RequestLog(logger(.debug, written)))
    for line in try lines(.debug) { log.add(line) }
    log.flush()
    #expect(
      written.all == [
        "info request " + Self.request, "debug request " + Self.probe, "info request " + Self.refused,
        "debug refused request-id=id-1 error=BadRequest",
      ])
  }

  @Test("above info there is none", arguments: [Logger.Level.notice, .warning, .critical])
  func none(level: Logger.Level) { #expect(RequestLog(logger(level, Written())) == nil) }

  @Test("who reads too slowly misses some, and is told how many") func slowReader() throws {
    let written = Written(isBlocked: true)
    let log = try #require(RequestLog(logger(.info, written), .bytes(.text) { written.add($0) }))
    let line = RequestLine(try Records.record(duration: .microseconds(1234)))
    log.add(line)
    written.entered.wait()
    for _ in 1...40_000 { log.add(line) }
    written.released.signal()
    written.warned.wait()
    let all = written.all
    #expect(try Self.missing(all) == 40_001 - (all.count - 1))
    // Four megabytes have room for so many.
    #expect((32_000...33_000).contains(all.count))
    #expect(Set(all.dropLast()) == ["\(Self.time)2340Z info request " + Self.request])
  }

  /// What the last line says.
  private static func missing(_ lines: [String]) throws -> Int {
    let warning = try #require(
      lines.last?.wholeMatch(
        of: #/warning (\d+) requests are missing in the log: it is read too slowly\./#))
    return try #require(Int(warning.1))
  }

  @Test("events that wait have bytes, as lines have") func slowHandler() throws {
    let written = Written(isBlocked: true)
    let log = try #require(RequestLog(logger(.info, written)))
    log.add(RequestLine(try Records.record()))
    written.entered.wait()
    let line = RequestLine(
      try Records.record("GET", "/v1.0/" + String(repeating: "x", count: 16_000)))
    for _ in 1...400 { log.add(line) }
    written.released.signal()
    written.warned.wait()
    let all = written.all
    #expect(try Self.missing(all) == 401 - (all.count - 1))
    #expect((250...265).contains(all.count))
  }

  /// Tells by its end who keeps it.
  private final class Reason: Error {}

  @Test("what waits for a handler keeps nothing of its request but the line") func keptByEvents() throws {
    let written = Written(isBlocked: true)
    let log = try #require(RequestLog(logger(.info, written)))
    log.add(RequestLine(try Records.record(duration: .microseconds(1234))))
    written.entered.wait()
    weak var kept: Reason?
    do {
      let reason = Reason()
      kept = reason
      let notes = RequestNotes()
      notes.note(reason: reason)
      log.add(
        RequestLine(
          RequestRecord(
            Request(method: "GET", target: "/beta/x"), Response(status: 400), notes.facts, time: Records.time,
            duration: .zero)))
    }
    #expect(kept == nil)
    written.released.signal()
    log.flush()
    #expect(
      written.all == [
        "info request " + Self.request,
        #"info request method=GET path=/beta/x status=400 ms=0.000 bytes=0 error="""#,
      ])
  }
}
