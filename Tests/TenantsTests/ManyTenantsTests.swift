import Dispatch
import Foundation
import GraphStore
import Locks
import Seeding
import Tenants
import Testing

@Suite("Many tenants in one process")
struct ManyTenantsTests {
  private static let count = 300
  private static let limit = 20

  private let folder = TenantFolder()

  private static func name(_ number: Int) throws -> TenantName { try TenantName("t\(number)") }

  #if os(Linux)
    /// Files of the folder that this process has open.
    private func openFiles() throws -> Int {
      try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count { number in
        let path = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/" + number)
        return path?.hasPrefix(folder.path) == true
      }
    }
  #endif

  @Test("few of them have files open, and each answers all the same")
  func rest() throws {
    let open = OpenStores { Self.limit }
    let tenants = try folder.start(open: open)
    for number in 0..<Self.count {
      try tenants.create(
        Self.name(number), seeds: number.isMultiple(of: 50) ? [SeedDocument(person: "p")] : [])
    }
    open.settle()
    #expect(open.count == Self.limit)
    let failures = Lock<[String]>([])
    DispatchQueue.concurrentPerform(iterations: 8) { thread in
      for number in stride(from: thread, to: Self.count, by: 8) {
        do {
          let tenant = try tenants.served(Self.name(number))
          try tenant.load([SeedDocument(person: "n\(number)")])
          let kept = try tenant.store.read { try $0.value(.tenant) }
          let people = try tenant.people()
          let expected = (number.isMultiple(of: 50) ? ["p"] : []) + ["n\(number)"]
          if kept != "t\(number)" || people != expected {
            failures.withLock { $0.append("\(number): \(kept ?? "none"), \(people)") }
          }
        } catch { failures.withLock { $0.append("\(number): \(error)") } }
      }
    }
    #expect(failures.withLock { $0 } == [])
    open.settle()
    // Each thread may have had one more than there is room for.
    #expect(open.count <= Self.limit + 8)
    #if os(Linux)
      // A database and its log, by whoever writes and by whoever reads; and the folder's lock.
      #expect(try openFiles() <= 4 * (Self.limit + 8) + 1)
    #endif
    for tenant in tenants.openTenants { tenant.store.rest() }
    #expect(open.count == 0)
    #if os(Linux)
      #expect(try openFiles() == 1)
    #endif
    #expect(try tenants.people(Self.name(7)) == ["n7"])
    #expect(try tenants.people(Self.name(50)) == ["p", "n50"])
    tenants.end()
  }

  @Test("there is an end to their number, and room again once one is gone")
  func limit() throws {
    let tenants = try folder.start(limit: 3)
    try tenants.create(Self.name(1))
    try tenants.create(Self.name(2))
    #expect(throws: TenantFailure.tooMany(limit: 3)) { try tenants.create(Self.name(3)) }
    #expect(throws: TenantFailure.tooMany(limit: 3)) {
      try tenants.create(Self.name(3), forkOf: Self.name(1))
    }
    #expect(throws: TenantFailure.exists(try Self.name(1))) { try tenants.create(Self.name(1)) }
    #expect(!folder.has("t3.sqlite"))
    try tenants.delete(Self.name(2))
    try tenants.create(Self.name(3))
    #expect(tenants.names.map(\.text) == ["main", "t1", "t3"])
    tenants.end()
  }
}
