import GraphEmulatorKit
import GraphStore
import Logging
import Testing

/// Plans and statements of ever new queries stay within what they may take.
@Suite struct CacheSizeTests {
  private static let names = [
    "id", "displayName", "mail", "userPrincipalName", "accountEnabled", "department", "city", "jobTitle",
    "givenName", "surname",
  ]

  /// No two of the numbers select the same.
  static func query(_ number: Int) -> String {
    let chosen = names.indices.filter { (number + 1) >> $0 & 1 == 1 }.map { names[$0] }
    return "/users?$select=" + chosen.joined(separator: ",")
  }

  @Test func everNewQueries() throws {
    let emulator = try TestEmulator { $0.cacheSize = 1 }
    let caches = emulator.core.caches
    #expect(caches.limit == 1 << 20)
    var most = 0
    for number in 0..<300 {
      #expect(emulator.get(Self.query(number)).status == 200)
      most = max(most, caches.used)
    }
    #expect(most <= caches.limit)
    #expect(most > caches.limit / 2)
  }

  /// Queries that differ in what they look for only take no more than one of them.
  @Test func everNewLiterals() throws {
    let emulator = try TestEmulator()
    let caches = emulator.core.caches
    func find(_ number: Int) {
      let filter = "startswith(displayName,'\(number)x') and accountEnabled eq true".replacing(
        " ", with: "%20")
      #expect(emulator.get("/users?$filter=\(filter)&$top=\(number)").status == 200)
    }
    find(2)
    let used = caches.used
    for number in 3..<200 { find(number) }
    #expect(caches.used == used)
  }

  @Test(arguments: [0, -5, 1_048_577]) func sizesThatCannotBe(_ megabytes: Int) {
    var configuration = EmulatorConfiguration()
    configuration.logLevel = .critical
    configuration.cacheSize = megabytes
    #expect(
      throws: EmulatorError.configuration(
        reason: "The cache size takes megabytes from 1 to 1048576, not \(megabytes).")
    ) { try Emulator(configuration) }
  }
}
