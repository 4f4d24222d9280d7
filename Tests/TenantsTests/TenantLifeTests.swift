import Foundation
import GraphStore
import Seeding
import Tenants
import Testing

@Suite("A tenant is made, closed, opened again and removed")
struct TenantLifeTests {
  private let folder = TenantFolder()
  private let main: TenantName
  private let shop: TenantName

  init() throws {
    main = try TenantName("main")
    shop = try TenantName("shop")
  }

  @Test("each with data and seeds of its own")
  func separate() throws {
    let tenants = try folder.start(seed: "ada")
    try tenants.create(shop, seeds: [SeedDocument(person: "bob")])
    #expect(tenants.names == [main, shop])
    #expect(try tenants.people(main) == ["ada"])
    #expect(try tenants.people(shop) == ["bob"])
    #expect(tenants.mainTenant?.seeds == [SeedDocument(person: "ada")])
    #expect(tenants.tenant(shop)?.seeds == [SeedDocument(person: "bob")])
    #expect(try tenants.tenant(shop)?.store.read { try $0.value(.tenant) } == "shop")
    #expect(folder.has("main.sqlite") && folder.has("shop.sqlite"))
    tenants.end()
  }

  @Test("and settings and a clock of its own")
  func ownOptions() throws {
    let tenants = try folder.start()
    let options = #"{"settings":{"pageSize":3},"clock":{"mode":"frozen","now":"2020-02-02T00:00:00Z"}}"#
    try tenants.create(shop, seeds: [SeedDocument(name: "options.json", bytes: Array(options.utf8))])
    #expect(tenants.tenant(shop)?.store.settings.engine.pageSize == 3)
    #expect(tenants.tenant(shop)?.clock.now.seconds == "2020-02-02T00:00:00Z")
    #expect(tenants.mainTenant?.store.settings.engine.pageSize == nil)
    #expect(tenants.mainTenant?.clock.mode == .real)
    tenants.end()
  }

  @Test("closed and opened again with everything it had")
  func reopened() throws {
    let tenants = try folder.start()
    try tenants.create(shop, seeds: [SeedDocument(person: "bob")])
    try tenants.tenant(shop)?.load([SeedDocument(person: "cyd")])
    try tenants.close(shop)
    #expect(tenants.tenant(shop) == nil)
    #expect(tenants.names == [main, shop])
    #expect(folder.has("shop.sqlite"))
    try tenants.reopen(shop)
    #expect(try tenants.people(shop) == ["bob", "cyd"])
    #expect(tenants.tenant(shop)?.seeds == [SeedDocument(person: "bob")])
    tenants.end()
  }

  @Test("nothing is made, and nothing can be had, after the end")
  func ended() throws {
    let tenants = try folder.start()
    tenants.end()
    #expect(tenants.mainTenant == nil)
    #expect(throws: TenantFailure.ended) { try tenants.create(shop) }
    #expect(throws: TenantFailure.ended) { try tenants.tenant(shop, orMadeWith: []) }
    #expect(throws: TenantFailure.ended) { try tenants.close(main) }
    #expect(!folder.has("shop.sqlite"))
    tenants.end()
  }

  @Test("the folder is left once the last request that has a tenant is answered")
  func endUnderARequest() throws {
    let tenants = try folder.start(seed: "ada")
    var held = tenants.mainTenant
    tenants.end()
    #expect(throws: DataFolderError.self) { try folder.start() }
    #expect(try held?.people() == ["ada"])
    held = nil
    let next = try folder.start()
    #expect(try next.people(main) == ["ada"])
    next.end()
  }

  @Test("a closed tenant is not made anew for who wants one of its name")
  func closed() throws {
    let tenants = try folder.start()
    try tenants.create(shop)
    try tenants.close(shop)
    #expect(throws: TenantFailure.isClosed(shop)) { try tenants.tenant(shop, orMadeWith: []) }
    tenants.end()
  }

  @Test("removed, and made anew under the same name with nothing of the old")
  func removed() throws {
    let tenants = try folder.start()
    try tenants.create(shop, seeds: [SeedDocument(person: "bob")])
    try tenants.delete(shop)
    #expect(tenants.names == [main])
    #expect(!folder.has("shop.sqlite"))
    try tenants.create(shop)
    #expect(try tenants.people(shop) == [])
    try tenants.close(shop)
    try tenants.delete(shop)
    #expect(!folder.has("shop.sqlite"))
    tenants.end()
  }

  @Test("the main one like any other")
  func mainIsNoException() throws {
    let tenants = try folder.start(seed: "ada")
    try tenants.close(main)
    #expect(tenants.mainTenant == nil)
    try tenants.reopen(main)
    #expect(tenants.mainTenant?.seeds == [SeedDocument(person: "ada")])
    try tenants.delete(main)
    #expect(tenants.names == [])
    try tenants.create(main, seeds: [SeedDocument(person: "bob")])
    #expect(try tenants.people(main) == ["bob"])
    tenants.end()
  }

  @Test("by whoever made it, unless another has its name or somebody else removes it")
  func givenUp() throws {
    let tenants = try folder.start()
    do {
      let tenant = try tenants.create(shop)
      tenants.delete(try Tenant(name: shop, store: tenant.store, clock: tenant.clock))
      #expect(tenants.tenant(shop) === tenant)
      tenants.delete(tenant)
      #expect(tenants.tenant(shop) == nil)
      tenants.delete(tenant)
      #expect(folder.has("shop.sqlite"))
    }
    #expect(!folder.has("shop.sqlite"))
    tenants.end()
  }

  @Test("and nothing else can be done to it")
  func refused() throws {
    let tenants = try folder.start()
    #expect(throws: TenantFailure.exists(main)) { try tenants.create(main) }
    #expect(throws: TenantFailure.isOpen(main)) { try tenants.reopen(main) }
    #expect(throws: TenantFailure.unknown(shop)) { try tenants.reopen(shop) }
    #expect(throws: TenantFailure.unknown(shop)) { try tenants.close(shop) }
    #expect(throws: TenantFailure.unknown(shop)) { try tenants.delete(shop) }
    try tenants.close(main)
    #expect(throws: TenantFailure.isClosed(main)) { try tenants.close(main) }
    #expect(throws: TenantFailure.exists(main)) { try tenants.create(main) }
    tenants.end()
  }

  @Test("A wrong seed leaves nothing behind")
  func wrongSeed() throws {
    let tenants = try folder.start()
    let wrong = SeedDocument(name: "wrong.json", bytes: Array(#"{"people":[{"name":"a"}],"cats":[]}"#.utf8))
    let mistake = #expect(throws: SeedMistake.self) { try tenants.create(shop, seeds: [wrong]) }
    #expect(mistake?.description == "wrong.json: $.cats: a seed has no 'cats'")
    #expect(tenants.names == [main])
    #expect(!folder.has("shop.sqlite"))
    try tenants.create(shop)
    #expect(tenants.names == [main, shop])
    tenants.end()
  }
}

@Suite("After a restart")
struct TenantRestartTests {
  private let folder = TenantFolder()

  @Test("all tenants are there, with what a reset goes back to")
  func restart() throws {
    let shop = try TenantName("shop")
    let first = try folder.start(seed: "ada")
    try first.create(shop, seeds: [SeedDocument(person: "bob")])
    let clock = #"{"people":[{"name":"cyd"}],"clock":{"mode":"frozen","now":"2020-02-02T00:00:00Z"}}"#
    try first.tenant(shop)?.load([SeedDocument(name: "later.json", bytes: Array(clock.utf8))])
    first.end()
    #expect(first.mainTenant == nil)

    let second = try folder.start(seed: "eve")
    #expect(second.names.map(\.text) == ["main", "shop"])
    #expect(try second.people(second.main) == ["ada"])
    #expect(second.mainTenant?.seeds == [SeedDocument(person: "ada")])
    #expect(first.hasIgnoredSeeds == false && second.hasIgnoredSeeds)
    let tenant = try #require(second.tenant(shop))
    #expect(try tenant.people() == ["bob", "cyd"])
    #expect(tenant.clock.now.seconds == "2020-02-02T00:00:00Z")
    try tenant.load(tenant.seeds, replacing: true)
    #expect(try tenant.people() == ["bob"])
    try tenant.load(tenant.seeds, replacing: true)
    #expect(try tenant.people() == ["bob"])
    second.end()
  }

  @Test("a tenant that was removed is gone, and one that was closed is open")
  func removedAndClosed() throws {
    let first = try folder.start()
    for name in ["gone", "shut"] { try first.create(TenantName(name)) }
    try first.delete(TenantName("gone"))
    try first.close(TenantName("shut"))
    first.end()
    let second = try folder.start()
    #expect(second.names.map(\.text) == ["main", "shut"])
    #expect(try second.people(TenantName("shut")) == [])
    second.end()
  }

  @Test("files of others are left alone")
  func otherFiles() throws {
    try folder.start().end()
    for name in ["Other Name.sqlite", "notes.txt"] {
      try Foundation.Data("x".utf8).write(to: URL(filePath: folder.path).appending(path: name))
    }
    let tenants = try folder.start()
    #expect(tenants.names.map(\.text) == ["main"])
    #expect(folder.has("Other Name.sqlite") && folder.has("notes.txt"))
    tenants.end()
  }

  @Test("another tenant may be the main one")
  func otherMain() throws {
    try folder.start(seed: "ada").end()
    let tenants = try folder.start(main: "next", seed: "bob")
    #expect(tenants.names.map(\.text) == ["main", "next"])
    #expect(try tenants.mainTenant?.people() == ["bob"])
    tenants.end()
  }

  @Test("no second process gets in before the first has ended")
  func oneProcess() throws {
    let first = try folder.start()
    #expect { try folder.start() } throws: {
      "\($0)" == "the folder \(folder.path) is in use by another graph-emulator"
    }
    first.end()
    first.end()
    try folder.start().end()
  }
}
