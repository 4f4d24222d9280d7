import Foundation
import GraphStore
import Seeding
import Tenants
import Testing

@Suite("What a killed process was making")
struct UnfinishedTenantTests {
  private let folder = TenantFolder()

  private func put(_ name: String, _ text: String = "x") throws {
    try Foundation.Data(text.utf8).write(to: URL(filePath: "\(folder.path)/\(name)"))
  }

  private func mark(_ name: String) throws {
    try UnfinishedMark(of: "\(folder.path)/\(name).sqlite").set(isLasting: false)
  }

  private func files() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
  }

  @Test("is removed by the next start, and what is whole stays")
  func removed() throws {
    let shop = try TenantName("shop")
    let first = try folder.start(seed: "ada")
    try first.create(shop, forkOf: first.main)
    try first.create(TenantName("mall"))
    first.end()
    // A fork that is there in full, one whose files were being copied, and one of which only the log had its name.
    for name in ["shop", "half", "log"] { try mark(name) }
    try put("log.sqlite-wal")
    for end in DatabaseFile.copyEnds {
      for name in ["half", "main.snapshots/before", "main.snapshots/.start"] {
        try put(name + ".sqlite" + end)
      }
    }
    let second = try folder.start()
    #expect(second.names.map(\.text) == ["main", "mall"])
    #expect(try second.people(second.main) == ["ada"])
    #expect(second.mainTenant?.seeds == [SeedDocument(person: "ada")])
    try second.create(shop)
    #expect(try second.people(shop) == [])
    second.end()
    #expect(try files() == ["lock", "main.snapshots", "main.sqlite", "mall.sqlite", "shop.sqlite"])
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder.path + "/main.snapshots") == [
        ".start.sqlite"
      ])
  }

  @Test("and files of other people stay, whatever they are called")
  func foreign() throws {
    let first = try folder.start(seed: "ada")
    try first.create(TenantName("mall"), seeds: [SeedDocument(person: "bob")])
    first.end()
    let end = UnfinishedMark.end
    let copy = try #require(DatabaseFile.copyEnds.first)
    let names = [
      "mall.sqlite-new", "mall.sqlite-copy", "mall.sqlite-copy.bak", "mall.sqlite" + end,
      "main.sqlite.bak" + copy,
      "main.sqlite" + copy + ".bak", "MAIN.sqlite" + copy, "main.snapshots/mine.sqlite-copy",
    ]
    for name in names { try put(name) }
    let second = try folder.start()
    #expect(second.names.map(\.text) == ["main", "mall"])
    #expect(try second.people(TenantName("mall")) == ["bob"])
    second.end()
    #expect(names.filter { !folder.has($0) } == [])
  }

  @Test(
    "A tenant whose removal was acknowledged is gone, though a request had it when the process was killed")
  func removal() throws {
    let shop = try TenantName("shop")
    let tenants = try folder.start()
    let killed = TenantFolder()
    try withExtendedLifetime(tenants.create(shop)) {
      try tenants.delete(shop)
      #expect(folder.has("shop.sqlite"))
      try FileManager.default.copyItem(atPath: folder.path, toPath: killed.path)
    }
    #expect(!folder.has("shop.sqlite") && !folder.has("shop.sqlite" + UnfinishedMark.end))
    tenants.end()
    let next = try killed.start()
    #expect(next.names.map(\.text) == ["main"])
    #expect(!killed.has("shop.sqlite") && !killed.has("shop.sqlite" + UnfinishedMark.end))
    next.end()
  }

  @Test("A fork has what its origin has, with what is in the log alone, and nothing of it afterwards")
  func fork() throws {
    let tenants = try folder.start(seed: "ada")
    let twin = try TenantName("twin")
    try tenants.mainTenant?.load([SeedDocument(person: "bob")])
    try tenants.create(twin, forkOf: tenants.main)
    #expect(try tenants.people(twin) == ["ada", "bob"])
    try tenants.mainTenant?.load([SeedDocument(person: "cyd")])
    try tenants.tenant(twin)?.load([SeedDocument(person: "eve")])
    #expect(try tenants.people(tenants.main) == ["ada", "bob", "cyd"])
    #expect(try tenants.people(twin) == ["ada", "bob", "eve"])
    #expect(try tenants.tenant(twin)?.store.read { try $0.value(.tenant) } == "twin")
    let keys = [tenants.mainTenant, tenants.tenant(twin)].map { $0?.tokenKey }
    #expect(keys[0] != keys[1])
    #expect(try tenants.tenant(twin)?.reset().created == 1)
    #expect(try tenants.people(twin) == ["ada"])
    tenants.end()
    let again = try folder.start()
    #expect(try again.people(twin) == ["ada"])
    #expect(again.tenant(twin)?.seeds == [SeedDocument(person: "ada")])
    again.end()
  }

  @Test("A reset copies back what the seeds came to, from the first one on")
  func reset() throws {
    let tenants = try folder.start(seed: "ada")
    let main = try #require(tenants.mainTenant)
    let ids = try main.ids()
    for _ in 0..<3 {
      try main.load([SeedDocument(person: "bob")])
      #expect(try main.reset().created == 1)
      #expect(try main.ids() == ids)
      #expect(try main.people() == ["ada"])
    }
    tenants.end()
  }

  @Test("A fork goes back to the very state that its origin does, and each has its own")
  func resetOfFork() throws {
    let tenants = try folder.start(seed: "ada")
    let main = try #require(tenants.mainTenant)
    let ids = try main.ids()
    let twin = try tenants.create(TenantName("twin"), forkOf: tenants.main)
    try twin.load([SeedDocument(person: "bob")])
    #expect(try twin.reset().created == 1)
    #expect(try twin.ids() == ids)
    #expect(try twin.store.read { try $0.value(.tenant) } == "twin")
    #expect(twin.tokenKey != main.tokenKey)
    // With a seed of its own there is no such state yet.
    let other = try tenants.create(
      TenantName("other"), forkOf: tenants.main, adding: [SeedDocument(person: "cyd")])
    #expect(try other.reset().created == 2)
    #expect(try other.people() == ["ada", "cyd"])
    try main.load([SeedDocument(person: "eve")])
    #expect(try main.reset().created == 1)
    #expect(try main.ids() == ids)
    tenants.end()
  }
}
