import Foundation
import Planning
import Testing

@testable import GraphEmulatorKit

/// What the program says of the documented routes, against the tables that the route suites send.
@Suite struct CoverageTests {
  static let list = Result { try RouteList() }

  /// Each route is in the table of its area, whose suite sends it, and each row is a route of the program.
  @Test func everyRouteIsSent() throws {
    let known = try Self.list.get().entries.map { entry in "\(entry.area) \(entry.method) \(entry.template)" }
    let sent = try RouteTableName.allCases.flatMap { table in
      try RouteRow.all(table).map { "\(table.area) \($0)" }
    }
    #expect(Set(known).subtracting(sent).sorted() == [])
    #expect(Set(sent).subtracting(known).sorted() == [])
    #expect(known.count == 1573)
    #expect(sent.count == 1573)
  }

  /// The permissions that the program knows are those of the tables.
  @Test func permissionsAreThoseOfTheTables() throws {
    let known = String(decoding: Assets.permissions, as: UTF8.self).split(separator: "\n").dropFirst()
    let rows = try RouteTableName.allCases.flatMap(RouteRow.all).map { row in
      ([row.method, row.template, row.versions.joined(separator: ",")] + row.permissions)
        .joined(separator: "\t")
    }
    #expect(Set(known.map(String.init)).subtracting(rows).sorted() == [])
  }

  /// Further rows are of places that are served, and that no documentation describes.
  @Test func furtherPermissionsAreOfServedPlaces() throws {
    let assembly = try Assembly(EmulatorConfiguration())
    let coverage = RouteCoverage(versions: assembly.versions, rules: assembly.rules)
    let rows = RouteTable([], further: Assets.furtherPermissions).routes
    #expect(rows.count == 184)
    let answers = rows.flatMap { row in
      row.versions.map { "\($0) \(row.method) \(row.template): \(coverage.answer(to: row, version: $0))" }
    }
    #expect(answers.filter { !$0.hasSuffix(": served") } == [])
    let documented = Set(RouteTable(Assets.permissions).routes.map { "\($0.method) \($0.template)" })
    #expect(rows.filter { documented.contains("\($0.method) \($0.template)") || !$0.isServed }.isEmpty)
  }

  @Test(arguments: RouteTableName.allCases) func sheetsSpeakOfRows(table: RouteTableName) throws {
    #expect(try RouteSheet(table).strays(among: RouteRow.all(table)) == [])
  }

  @Test func whatIsNotServedHasAReason() throws {
    let refused = try Self.list.get().entries.filter { $0.answer != "served" }
    #expect(refused.filter { $0.reason == nil }.map { "\($0.method) \($0.template)" } == [])
    let unused = RouteRefusals(Assets.refusals).refusals.filter { refusal in
      !refused.contains { refusal.methods.contains($0.method) && refusal.covers($0.template) }
    }
    #expect(unused.map(\.path) == [])
  }

  @Test func rowsSayWhatServesThem() throws {
    let text = CoverageDocument(try Self.list.get()).text
    for row in [
      "| GET | `/groups` | v1.0, beta | engine | DirectoryRouteTests |",
      "| POST | `/users/{userId}/assignLicense` | v1.0, beta | AssignLicense | DirectoryRouteTests |",
      "| GET | `/users/{userId}/cloudLicensing/usageRights` | beta | view usageRight | LicensingRouteTests |",
      "| POST | `/admin/cloudLicensing/allotments` | beta | *refused: allotments come from what is bought; a seed makes them* | LicensingRouteTests |",
    ] {
      #expect(text.contains("\n\(row)\n"), "\(row)")
    }
  }
}

extension RouteTableName {
  /// As the program calls it.
  var area: String { self == .licensing ? "licensing" : rawValue }
}
