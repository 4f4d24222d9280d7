import Dispatch
import Foundation
import GraphStore
import Locks
import Seeding
import Tenants
import Testing

/// Changes of tenants against each other, and against requests.
@Suite struct TenantRaceTests {
  private let folder = TenantFolder()
  private let shop: TenantName

  init() throws { shop = try TenantName("shop") }

  @Test("Of many who make the same tenant one does, and the others are told")
  func create() throws {
    let tenants = try folder.start()
    for _ in 0..<5 {
      let made = Counter()
      let refused = Counter()
      Self.inThreads(6) {
        do {
          try tenants.create(shop, seeds: [SeedDocument(person: "bob")])
          made.count()
        } catch TenantFailure.exists {
          refused.count()
        } catch { Issue.record(error) }
      }
      #expect(made.value == 1)
      #expect(refused.value == 5)
      #expect(try tenants.people(shop) == ["bob"])
      try tenants.delete(shop)
    }
    tenants.end()
  }

  @Test("Of many who want a tenant whether it is there or not all get the same")
  func getOrMake() throws {
    let tenants = try folder.start()
    for _ in 0..<5 {
      let got = Lock<[ObjectIdentifier]>([])
      Self.inThreads(6) {
        do {
          let tenant = try tenants.tenant(shop, orMadeWith: [SeedDocument(person: "bob")])
          got.withLock { $0.append(ObjectIdentifier(tenant)) }
        } catch { Issue.record(error) }
      }
      #expect(got.withLock { $0.count } == 6)
      #expect(Set(got.withLock { $0 }).count == 1)
      try tenants.delete(shop)
    }
    tenants.end()
  }

  @Test("Whoever waits for one that cannot be made makes it")
  func createAfterFailure() throws {
    let tenants = try folder.start()
    let wrong = SeedDocument(name: "wrong.json", bytes: Array(#"{"cats":[]}"#.utf8))
    let failed = Counter()
    Self.inThreads(6) {
      do { try tenants.create(shop, seeds: [wrong]) } catch is SeedMistake {
        failed.count()
      } catch { Issue.record(error) }
    }
    #expect(failed.value == 6)
    #expect(!folder.has("shop.sqlite"))
    tenants.end()
  }

  @Test("A request that has a tenant finishes after it was removed; the file goes with it")
  func deleteUnderARequest() throws {
    let tenants = try folder.start()
    try tenants.create(shop, seeds: [SeedDocument(person: "bob")])
    var held = tenants.tenant(shop)
    try tenants.delete(shop)
    #expect(tenants.tenant(shop) == nil)
    #expect(tenants.names == [tenants.main])
    #expect(folder.has("shop.sqlite"))
    try held?.load([SeedDocument(person: "cyd")])
    #expect(try held?.people() == ["bob", "cyd"])
    #expect(try held?.store.read { try $0.value(.tenant) } == "shop")
    held = nil
    #expect(!folder.has("shop.sqlite"))
    #expect(!folder.has("shop.sqlite-wal"))
    tenants.end()
  }

  @Test("Whoever makes a tenant of that name meanwhile waits for that")
  func createAfterDelete() throws {
    let tenants = try folder.start()
    try tenants.create(shop, seeds: [SeedDocument(person: "bob")])
    let request = LongRequest(tenants.tenant(shop))
    try tenants.delete(shop)
    let hasLetGo = Counter()
    Self.inThreads(2) { number in
      guard number == 0 else {
        Thread.sleep(forTimeInterval: 0.1)
        hasLetGo.count()
        return request.end()
      }
      do {
        try tenants.create(shop, seeds: [SeedDocument(person: "cyd")])
        #expect(hasLetGo.value == 1)
      } catch { Issue.record(error) }
    }
    #expect(try tenants.people(shop) == ["cyd"])
    tenants.end()
  }

  @Test("Requests while tenants come and go see one whole, or none")
  func readWhileChanging() throws {
    let tenants = try folder.start()
    let isDone = Counter()
    let seeds = [SeedDocument(person: "bob")]
    Self.inThreads(4) { number in
      do {
        if number == 0 {
          defer { isDone.count() }
          for _ in 0..<15 {
            try tenants.create(shop, seeds: seeds)
            try tenants.close(shop)
            try tenants.reopen(shop)
            try tenants.tenant(shop)?.load(seeds, replacing: true)
            try tenants.delete(shop)
          }
        } else {
          while isDone.value == 0 {
            guard let tenant = tenants.tenant(shop) else { continue }
            #expect(try tenant.people() == ["bob"])
          }
        }
      } catch { Issue.record(error) }
    }
    #expect(tenants.names == [tenants.main])
    #expect(!folder.has("shop.sqlite"))
    tenants.end()
  }

  private static func inThreads(_ count: Int, _ body: @escaping @Sendable () -> Void) {
    inThreads(count) { _ in body() }
  }

  /// Runs `body` in so many threads at once, each with its number, and waits for all.
  private static func inThreads(_ count: Int, _ body: @escaping @Sendable (Int) -> Void) {
    let group = DispatchGroup()
    for number in 0..<count {
      group.enter()
      Thread {
        body(number)
        group.leave()
      }.start()
    }
    group.wait()
  }
}

/// A request that has a tenant until it ends.
///
/// A class because another thread ends it.
private final class LongRequest: Sendable {
  private let tenant: Lock<Tenant?>

  init(_ tenant: Tenant?) { self.tenant = Lock(tenant) }

  func end() {
    // Whatever follows from it happens outside the lock.
    let tenant = tenant.withLock { tenant in
      defer { tenant = nil }
      return tenant
    }
    _ = tenant
  }
}

/// How often something happened.
///
/// A class because threads share it.
private final class Counter: Sendable {
  private let number = Lock(0)

  var value: Int { number.withLock { $0 } }

  func count() { number.withLock { $0 += 1 } }
}
