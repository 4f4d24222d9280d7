import JSON
import Testing

/// Every row of the table of licensing routes answers as it says, and refuses what is wrong.
@Suite struct LicensingRouteTests {
  /// The user holds a unit, waits for another and has an error; the device holds one and waits for another.
  @Test func everyRowAnswers() throws {
    let run = try RouteRun(.licensing, Self.manners, version: "beta")
    run.forEach(run.answers)
  }

  @Test func everyRowRefusesWhatIsWrong() throws {
    let run = try RouteRun(.licensing, Self.manners, version: "beta")
    run.forEach(run.refuses)
  }

  @Test func tableIsWhole() throws {
    let rows = try RouteRow.all(.licensing)
    #expect(rows.count == 145)
    #expect(rows.count { $0.isDocumented } == 102)
    #expect(rows.allSatisfy { $0.versions == ["beta"] })
  }

  static let manners = RouteManners(
    update: { _, _ in 200 }, )
}
