import Locks

/// What one request did, written down while it runs, for whoever listens: a journal, `explain`. A request that nobody
/// listens to has none, and pays nothing.
///
/// A class because everything that a request runs through writes into it.
package final class Trace: Sendable {
  package enum Mode: Sendable {
    /// The request is answered as always.
    case complete
    /// Every statement is written down and none is run: each object that a path needs is taken to be there.
    case withoutRows
  }

  package let mode: Mode
  private let state = Lock(State())
  private let clock: @Sendable () -> Duration

  /// - Parameter clock: time since any fixed moment, for how long things take.
  package init(_ mode: Mode, clock: @escaping @Sendable () -> Duration = Trace.monotonicTime) {
    self.mode = mode
    self.clock = clock
  }

  private struct State {
    var record = TraceRecord()
    var purpose = TracedPurpose()
    /// Plans that were written down, with what they were for.
    var seen: Set<String> = []
    /// The database tells of the statements of plans too.
    var isRunningPlan = false
    var parts: [Trace] = []
  }

  /// What was written down so far.
  package var record: TraceRecord {
    var (record, parts) = state.withLock { ($0.record, $0.parts) }
    record.parts = parts.map(\.record)
    return record
  }

  /// What a part of a batch is written down in.
  package func part() -> Trace {
    let part = Trace(mode, clock: clock)
    state.withLock { $0.parts.append(part) }
    return part
  }

  package var withholdsRows: Bool { mode == .withoutRows }

  package static let monotonicTime: @Sendable () -> Duration = {
    let start = ContinuousClock.now
    return { start.duration(to: .now) }
  }()
}

// MARK: Stages

extension Trace {
  /// Does the work of one stage and writes down how long it took.
  package func stage<Result>(_ stage: TraceRecord.Stage, _ work: () throws -> Result) rethrows -> Result {
    let start = clock()
    defer {
      let time = clock() - start
      state.withLock { $0.record.stages.append((stage, time)) }
    }
    return try work()
  }

  /// Changes what is known of the request as a whole.
  package func note(_ change: (inout TraceRecord) -> Void) { state.withLock { change(&$0.record) } }
}

// MARK: Statements

extension Trace {
  /// Says what the next statement is for.
  ///
  /// - Parameters:
  ///   - purpose: `find users 'adele@contoso.example'`
  ///   - identifier: what the value is that the statement finds its row by.
  package func expect(_ purpose: String, identifier: String = "") {
    state.withLock {
      $0.purpose.text = purpose
      $0.purpose.identifier = identifier
    }
  }

  /// Says whose key the next statements start from: the row that the last statement found, or none.
  package func expectParent(found: Bool) {
    state.withLock {
      $0.purpose.parent =
        found ? "key of the row that statement \($0.record.statements.count) finds" : "no row before"
    }
  }

  /// Writes a planned statement down and runs it; without rows each statement is written down once.
  ///
  /// - Parameter work: gives the number of steps that SQLite's machine takes.
  func run(_ plan: ReadPlan, _ values: ReadValues, _ work: () throws -> Int) rethrows {
    let start = clock()
    var steps = 0
    if mode == .complete {
      state.withLock { $0.isRunningPlan = true }
      defer { state.withLock { $0.isRunningPlan = false } }
      steps = try work()
    }
    let time = clock() - start
    state.withLock {
      guard mode == .complete || $0.seen.insert("\(plan.identifier) \($0.purpose.text)").inserted else {
        return
      }
      $0.record.statements.append(
        TracedStatement(
          sql: plan.sql, plan: plan, parameters: plan.parameters(values), purpose: $0.purpose, time: time,
          steps: steps))
      $0.purpose.text = ""
      $0.purpose.identifier = ""
    }
  }

  /// Writes down a statement that a rule or the store ran.
  func add(sql: String, time: Duration) {
    state.withLock {
      guard !$0.isRunningPlan else { return }
      $0.record.statements.append(
        TracedStatement(sql: sql, plan: nil, parameters: [], purpose: TracedPurpose(), time: time, steps: 0))
    }
  }
}

// MARK: Writes

extension Trace {
  /// Lets a rule do its part and writes down how that went.
  func run<Result>(
    _ rule: Any, _ occasion: TracedRule.Occasion, of subject: String, _ work: () throws -> Result
  ) rethrows -> Result {
    let start = clock()
    var outcome = TracedRule.Outcome.refused
    defer {
      let (time, result) = (clock() - start, outcome)
      state.withLock {
        $0.record.rules.append(
          TracedRule(
            name: "\(type(of: rule))", occasion: occasion, subject: subject, outcome: result, time: time))
      }
    }
    let result = try work()
    outcome = .passed
    return result
  }

  /// Writes down what a rule decided: `'adele' waits for a unit of 'copilot'`.
  package func decide(_ decision: String) { state.withLock { $0.record.decisions.append(decision) } }

  func add(_ change: TracedChange) { state.withLock { $0.record.changes.append(change) } }

  /// The transaction left nothing behind.
  ///
  /// - Parameter before: what was written down when it began.
  func forget(since before: TraceRecord?) {
    state.withLock {
      $0.record.changes = before?.changes ?? []
      $0.record.decisions = before?.decisions ?? []
    }
  }
}
