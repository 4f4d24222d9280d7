import GRDBSQLite

/// Ends the statements of a connection when the request that they are run for has to stop.
///
/// SQLite asks after every thousand steps of its machine, counted for each prepared statement over all its runs, so
/// that many short runs are noticed too. A class because SQLite keeps a pointer to it.
final class StatementWatch {
  private var limit = RequestLimit.none
  private var looks = 0
  /// Why statements were ended since the beginning; nil when none was.
  private var end: (any Error)?

  private static let stepsBetweenLooks: Int32 = 1000
  /// What is only tried may take so many looks: half a millisecond or so.
  private static let looksOfATrial = 20

  /// The watch must live as long as the connection.
  func install(on handle: OpaquePointer) {
    sqlite3_progress_handler(
      handle, Self.stepsBetweenLooks,
      { context in
        guard let context else { return 0 }
        return Unmanaged<StatementWatch>.fromOpaque(context)._withUnsafeGuaranteedRef { $0.mustEnd } ? 1 : 0
      }, Unmanaged.passUnretained(self).toOpaque())
  }

  /// Runs statements for a request. Where one of them was ended nothing else counts, neither an error that came of it
  /// nor a result that was made without it.
  func during<Result>(_ limit: RequestLimit, _ body: () throws -> Result) throws -> Result {
    self.limit = limit
    defer { reset() }
    let result: Result
    do { result = try body() } catch { throw end ?? error }
    if let end { throw end }
    return result
  }

  private func reset() {
    limit = .none
    looks = 0
    end = nil
  }

  private var mustEnd: Bool {
    looks += 1
    if end == nil { end = limit.isTrial ? looks > Self.looksOfATrial ? TrialEnd() : nil : limit.interruption }
    return end != nil
  }
}
