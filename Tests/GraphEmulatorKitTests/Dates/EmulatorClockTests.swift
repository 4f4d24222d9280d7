import Foundation
import GraphEmulatorKit
import Testing

/// The clock of a tenant as a Swift test sets it: with any number and any date.
@Suite struct EmulatorClockTests {
  @Test(arguments: [0, 1, -1, 1e-7, -0.25, 3600.5, 1e6, -6.3e10, 2.4e11] as [Double])
  func offsetsThatAreSome(seconds: Double) throws {
    let tenant = try Emulator().tenant()
    try tenant.set(clock: .offset(seconds: seconds))
    #expect(try tenant.clock == .offset(seconds: seconds))
    #expect(try tenant.respond(to: EmulatorRequest("GET", "/v1.0/users")).status == 200)
  }

  @Test(arguments: [2.6e11, -6.4e10, 1e20, -1e300, .infinity, -.infinity, .nan] as [Double])
  func offsetsThatLeadNowhere(seconds: Double) throws {
    let tenant = try Emulator().tenant()
    #expect(throws: EmulatorError.self) { try tenant.set(clock: .offset(seconds: seconds)) }
    #expect(try tenant.clock == .real)
    #expect(try tenant.respond(to: EmulatorRequest("GET", "/v1.0/users")).status == 200)
  }

  @Test(arguments: [-62_135_596_800, 253_402_300_799] as [Double]) func firstAndLastSecond(unix: Double)
    throws
  {
    let tenant = try Emulator().tenant()
    let date = Date(timeIntervalSince1970: unix)
    try tenant.set(clock: .frozen(date))
    #expect(try tenant.clock == .frozen(date))
  }

  @Test(arguments: [-62_135_596_801, 253_402_300_800, 1e15, -1e15] as [Double]) func datesOfNoYear(
    unix: Double
  ) throws {
    let tenant = try Emulator().tenant()
    #expect(throws: EmulatorError.self) { try tenant.set(clock: .frozen(Date(timeIntervalSince1970: unix))) }
    #expect(try tenant.clock == .real)
  }
}
