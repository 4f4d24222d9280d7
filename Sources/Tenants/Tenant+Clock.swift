package import GraphStore
import JSON

extension Tenant {
  /// Sets the clock to what the store says, as when the store was closed.
  package func resumeClock() throws {
    clock.mode = try ClockSetting.mode(kept: store.keptValue(.clock))
  }

  /// Sets or moves the clock; what that makes due has happened when it returns.
  ///
  /// - Parameter path: what a mistake is told under.
  /// - Throws: `OptionMistake`, `TenantFailure.nothingScheduled`, and what writing throws.
  package func change(clock change: ClockChange, path: String, limit: RequestLimit = .none) throws {
    try clock.changing {
      try store.runScheduled(at: clock.now, limit: limit)
      let mode = try mode(after: change, path)
      try store.write(origin: .rule, moment: clock.now(in: mode), limit: limit) { transaction, _ in
        try transaction.takeSteps()
        let setting = JSONValue.object(ClockSetting.object(mode))
        try EmulatorTable.setValue(.clock, setting.text, transaction.db)
      } answer: { _, _ in
      }
      clock.mode = mode
    }
    try store.runScheduled(at: clock.now, limit: limit)
  }

  private func mode(after change: ClockChange, _ path: String) throws -> TenantClock.Mode {
    switch change {
    case .setting(let mode): return mode
    case .advance(let ticks): return try advanced(by: ticks, path)
    case .advanceToNextExpiry:
      guard let next = store.nextScheduled else { throw TenantFailure.nothingScheduled(name) }
      // Between two moments there are fewer ticks than a number can count.
      return try advanced(by: max(next.ticks &- clock.now.ticks, 0), path)
    }
  }

  private func advanced(by ticks: Int64, _ path: String) throws(OptionMistake) -> TenantClock.Mode {
    guard let mode = clock.mode.advanced(by: ticks) else {
      throw OptionMistake(path + ".advance", "that leads out of the years 0001 to 9999")
    }
    return mode
  }
}
