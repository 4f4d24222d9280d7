import Foundation
import GraphEmulatorKit
import HTTPMessages
import JSON
import TestSupport
import Testing

/// Whatever requests came: an export is a seed that loads, into the state that was exported (seed-format section 7).
///
/// `EXPORT_COUNT` makes a run longer.
@Suite struct ExportPropertyTests {
  private static let count = ProcessInfo.processInfo.environment["EXPORT_COUNT"].flatMap(Int.init) ?? 400

  /// Nearly right requests on every documented route.
  @Test(arguments: RandomTest.seeds(1, 2)) func everyRoute(seed: UInt64) throws {
    let emulator = try TestEmulator.contoso()
    var generator = try RequestGenerator(RandomTest.numbers(seed: seed))
    var run = ExportRun(emulator)
    for number in 1...Self.count * 10 {
      let request = generator.next(emulator)
      let status = emulator.core.respond(to: request).status
      if !["GET", "HEAD", "OPTIONS"].contains(request.method) {
        run.note(
          "\(request.method) \(request.target) \(String(decoding: request.body, as: UTF8.self))", status)
      }
      if number % 400 == 0, try !run.check() { return }
    }
    #expect(run.count > Self.count / 10)
  }

  /// Users, groups, devices and licenses.
  @Test(arguments: RandomTest.seeds(1, 2)) func theDirectory(seed: UInt64) throws {
    let emulator = try TestEmulator.frozen(RandomDirectory.seed)
    var directory = RandomDirectory(emulator: emulator, random: RandomTest.numbers(seed: seed))
    var run = ExportRun(emulator)
    for number in 1...Self.count {
      let effects = directory.effects
      directory.change()
      run.note("a change of the directory", directory.effects > effects ? 200 : 400)
      if number % 50 == 0, try !run.check() { return }
    }
    #expect(run.count > Self.count / 2)
  }

  /// Catalogs, packages, requests, approvals, and the groups that they fill.
  @Test(arguments: RandomTest.seeds(1, 2, 3)) func accessPackages(seed: UInt64) throws {
    var access = try RandomAccess(random: RandomTest.numbers(seed: seed))
    var run = ExportRun(access.emulator)
    for number in 1...Self.count {
      let (request, status) = try access.change()
      run.note(request, status)
      if number % 40 == 0, try !run.check() { return }
    }
    #expect(run.count > Self.count / 3)
  }
}
