import EntityModel
import Foundation
import Locks
import Logging
import TestSupport
import Testing

@testable import GraphEmulatorKit

/// What starts keep for the next ones.
@Suite struct StartCacheTests {
  private let folder: TemporaryFolder
  private let cache: StartCache
  private static let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
  private static let key = StartCache.key([Array("one".utf8)])

  init() throws {
    folder = try TemporaryFolder()
    cache = StartCache(folder: folder.path + "/cache", version: "1", logger: Self.logger)
  }

  /// What is kept, and how often it was made.
  private func kept(
    _ kind: String = "a", _ key: String = key, _ text: String = "what is kept", in cache: StartCache? = nil
  ) -> (text: String, made: Int) {
    Self.kept(kind, key, text, in: cache ?? self.cache)
  }

  private static func kept(
    _ kind: String, _ key: String, _ text: String, in cache: StartCache
  ) -> (text: String, made: Int) {
    var made = 0
    let bytes = cache.bytes(kind, of: key) {
      made += 1
      return Array(text.utf8)
    }
    return (String(decoding: bytes, as: UTF8.self), made)
  }

  private var files: [String] {
    get throws { try FileManager.default.contentsOfDirectory(atPath: folder.path + "/cache").sorted() }
  }

  private var file: URL { get throws { try URL(filePath: "\(folder.path)/cache/\(#require(files.first))") } }

  @Test func whatIsKeptIsMadeOnce() throws {
    #expect(kept() == ("what is kept", 1))
    #expect(kept() == ("what is kept", 0))
    #expect(try files.map { $0.prefix(2) } == ["a-"])
  }

  @Test func anotherKindAndAnotherKeyAreOtherThings() {
    #expect(kept() == ("what is kept", 1))
    #expect(kept("b", Self.key, "b") == ("b", 1))
    #expect(kept("a", StartCache.key([Array("other".utf8)]), "c") == ("c", 1))
    #expect(kept() == ("what is kept", 0))
  }

  @Test func aKeyIsThatOfItsPartsAndNotOfWhereTheyEnd() {
    func key(_ parts: String...) -> String { StartCache.key(parts.map { Array($0.utf8) }) }
    #expect(Set([key("ab", "c"), key("a", "bc"), key("abc"), key("abc", "")]).count == 4)
    #expect(key("ab", "c") == key("ab", "c"))
    #expect(key().count == 64 && key().allSatisfy(\.isHexDigit))
  }

  @Test func aDamagedFileIsMadeAnew() throws {
    _ = kept()
    let whole = try Data(contentsOf: file)
    for place in whole.indices {
      var bytes = whole
      bytes[place] ^= 1
      try bytes.write(to: file)
      #expect(kept() == ("what is kept", 1), "\(place)")
      #expect(try Data(contentsOf: file) == whole)
    }
    #expect(kept() == ("what is kept", 0))
  }

  @Test func aFileThatIsCutOrLongerIsMadeAnew() throws {
    _ = kept()
    let whole = try Data(contentsOf: file)
    for length in 0..<whole.count {
      try whole.prefix(length).write(to: file)
      #expect(kept() == ("what is kept", 1), "\(length)")
    }
    try (whole + Data([0])).write(to: file)
    #expect(kept() == ("what is kept", 1))
    #expect(kept() == ("what is kept", 0))
  }

  @Test func aFileUnderTheNameOfAnotherIsMadeAnew() throws {
    _ = kept()
    let first = try file
    let whole = try Data(contentsOf: first)
    try FileManager.default.removeItem(at: first)
    _ = kept("a", "other", "other")
    try whole.write(to: file)
    #expect(kept("a", "other", "other") == ("other", 1))
  }

  @Test func anotherVersionOfTheProgramMakesItsOwn() throws {
    _ = kept()
    let later = StartCache(folder: folder.path + "/cache", version: "2", logger: Self.logger)
    #expect(kept(in: later) == ("what is kept", 1))
    #expect(kept(in: later) == ("what is kept", 0))
    #expect(kept() == ("what is kept", 0))
  }

  @Test func aFolderThatCannotBeMadeIsNoMistake() throws {
    let path = try folder.file("file", "") + "/cache"
    let cache = StartCache(folder: path, version: "1", logger: Self.logger)
    #expect(kept(in: cache) == ("what is kept", 1))
    #expect(kept(in: cache) == ("what is kept", 1))
  }

  @Test func withoutAFolderNothingIsKept() {
    let cache = StartCache(folder: nil, version: "1", logger: Self.logger)
    #expect(kept(in: cache) == ("what is kept", 1))
    #expect(kept(in: cache) == ("what is kept", 1))
  }

  @Test func nothingIsKeptWhereOthersCanWrite() throws {
    _ = kept()
    try FileManager.default.setAttributes([.posixPermissions: 0o777], ofItemAtPath: folder.path + "/cache")
    let cache = StartCache(folder: folder.path + "/cache", version: "1", logger: Self.logger)
    #expect(kept(in: cache) == ("what is kept", 1))
    #expect(kept(in: cache) == ("what is kept", 1))
    #expect(try files.count == 1)
  }

  @Test func theFolderIsTheUsersAlone() throws {
    _ = kept()
    let attributes = try FileManager.default.attributesOfItem(atPath: folder.path + "/cache")
    #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o700)
  }

  @Test func theNewestOfAKindStay() throws {
    _ = kept("b")
    for number in 0..<StartCache.limit + 3 {
      let before = try Set(files)
      _ = kept("a", "\(number)")
      let name = try #require(Set(files).subtracting(before).first)
      let moment = Date(timeIntervalSinceNow: Double(number - 100))
      try FileManager.default.setAttributes(
        [.modificationDate: moment], ofItemAtPath: "\(folder.path)/cache/\(name)")
    }
    #expect(try files.count == StartCache.limit + 1)
    #expect(kept("b").made == 0)
    #expect(kept("a", "\(StartCache.limit + 2)").made == 0)
    #expect(kept("a", "0").made == 1)
  }

  @Test func whatAKilledProcessHasLeftGoes() throws {
    _ = kept()
    let path = folder.path + "/cache/a-1" + CacheFile.unfinishedEnd
    #expect(FileManager.default.createFile(atPath: path, contents: Data()))
    _ = kept("a", StartCache.key([]))
    #expect(FileManager.default.fileExists(atPath: path))
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSinceNow: -4000)], ofItemAtPath: path)
    _ = kept("a", StartCache.key([[1]]))
    #expect(!FileManager.default.fileExists(atPath: path))
  }

  @Test func manyAtOnceFindTheSame() throws {
    let texts = Lock<Set<String>>([])
    DispatchQueue.concurrentPerform(iterations: 32) { [cache] _ in
      let text = Self.kept("a", Self.key, "what is kept", in: cache).text
      texts.withLock { _ = $0.insert(text) }
    }
    #expect(texts.withLock { $0 } == ["what is kept"])
    #expect(try files.count == 1)
    #expect(kept().made == 0)
  }

  // MARK: Models

  private func models(_ text: String, named name: String = "garden.xml") throws -> ModelSet {
    let path = try folder.file(name, text)
    return try ModelSet(Versions.sources([MetadataFile(version: .v1, path: path)]), cache)
  }

  private static let garden = String(decoding: ForeignModel.bytes, as: UTF8.self)

  @Test func aCompletedModelIsKeptAndSaysTheSame() throws {
    let first = try models(Self.garden)
    #expect(try files.map { $0.prefix { $0 != "-" } } == ["beta", "stored", "v1.0"])
    let moments = try files.map {
      try FileManager.default.attributesOfItem(atPath: "\(folder.path)/cache/\($0)")
    }
    let later = try models(Self.garden, named: "other.xml")
    #expect(
      try files.map { try FileManager.default.attributesOfItem(atPath: "\(folder.path)/cache/\($0)") }
        .map { $0[.systemFileNumber] as? NSNumber } == moments.map { $0[.systemFileNumber] as? NSNumber })
    #expect(Self.text(later.v1) == Self.text(first.v1))
    #expect(Self.text(later.stored) == Self.text(first.stored))
    #expect(later.v1.type("microsoft.graph.garden.bed") != nil)
    #expect(later.beta.type("microsoft.graph.garden.bed") == nil)
  }

  @Test func aChangedDocumentIsAnotherModel() throws {
    _ = try models(Self.garden)
    let changed = try models(Self.garden.replacing("gardenName", with: "gardenTitle"))
    #expect(changed.v1.type("microsoft.graph.user")?.property("gardenTitle") != nil)
    #expect(changed.v1.type("microsoft.graph.user")?.property("gardenName") == nil)
    #expect(try files.count == 6)
  }

  @Test func whatIsWrongWithADocumentIsSaidAtEveryStart() throws {
    let wrong = Self.garden.replacing("Type=\"graph.gardenExperience\"", with: "Type=\"graph.none\"")
    let path = folder.path + "/garden.xml"
    let line = try #require(
      wrong.split(separator: "\n", omittingEmptySubsequences: false).firstIndex { $0.contains("graph.none") })
    for _ in 0..<2 {
      #expect(
        throws: MetadataMistake.unreadable(
          "\(path): line \(line + 1): type microsoft.graph.none is not declared")
      ) { _ = try models(wrong) }
    }
  }

  @Test func modelsOfTheProgramAloneAreKeptToo() throws {
    let first = try ModelSet(Versions.sources(), cache)
    #expect(try files.map { $0.prefix { $0 != "-" } } == ["beta", "v1.0"])
    let later = try ModelSet(Versions.sources(), cache)
    #expect(try files.count == 2)
    #expect(Self.text(later.v1) == Self.text(first.v1))
    #expect(Self.text(later.beta) == Self.text(first.beta))
  }

  /// With a published beta our own document of it was read at every start: it is what the first database is made for.
  @Test func ourDocumentIsKeptToo() throws {
    let path = try folder.file("garden.xml", Self.garden)
    func models() throws -> ModelSet {
      try ModelSet(Versions.sources([MetadataFile(version: .beta, path: path)]), cache)
    }
    let first = try models()
    #expect(try files.map { $0.prefix { $0 != "-" } } == ["beta", "own", "v1.0"])
    let own = try files[1]
    let before = try FileManager.default.attributesOfItem(atPath: "\(folder.path)/cache/\(own)")
    let later = try models()
    let after = try FileManager.default.attributesOfItem(atPath: "\(folder.path)/cache/\(own)")
    #expect(after[.systemFileNumber] as? NSNumber == before[.systemFileNumber] as? NSNumber)
    #expect(try files.count == 3)
    #expect(try Self.text(#require(later.groundwork)) == Self.text(#require(first.groundwork)))
    #expect(try Self.text(#require(later.groundwork)) == Self.text(Versions.sources().beta.model()))
    // Other metadata finds it too.
    _ = try ModelSet(
      Versions.sources([MetadataFile(version: .beta, path: folder.file("other.xml", Self.garden + "\n"))]),
      cache)
    #expect(try files.filter { $0.hasPrefix("own-") } == [own])
  }

  private static func text(_ model: EntityModel) -> String {
    let types = model.structuredTypes.map { type in
      let navigation = type.navigationProperties.map { "\($0.name) \($0.target) \($0.isCollection)" }
      return "\(type.name) \(type.properties.map { "\($0.name) \($0.type.name)" }) \(navigation)"
    }
    return (types + model.container.map { "\($0.name) \($0.type)" }).joined(separator: "\n")
  }

  // MARK: Processes

  @Test func aStartThatFindsEverythingAnswersAsTheFirst() throws {
    func answers() throws -> [String] {
      var configuration = EmulatorConfiguration()
      configuration.logLevel = .critical
      configuration.cacheFolder = folder.path + "/cache"
      configuration.metadata = [
        MetadataFile(version: .v1, path: try folder.file("garden.xml", Self.garden))
      ]
      let emulator = try Emulator(configuration)
      defer { emulator.stop() }
      return try ["/v1.0/seedPackets", "/v1.0/$metadata", "/beta/$metadata", "/v1.0/none"].map { path in
        let answer = try emulator.tenant().respond(to: EmulatorRequest("GET", path))
        return "\(answer.status) " + String(decoding: answer.body.prefix(200_000), as: UTF8.self).prefix(100)
      }
    }
    let first = try answers()
    #expect(first[0].hasPrefix("200 "))
    #expect(try answers() == first)
    // The first database is shared with emulators of other tests in this process, and kept by whichever was the first.
    let kinds = try files.map { $0.prefix { $0 != "-" } }
    #expect(kinds.filter { $0 != "template" } == ["beta", "stored", "v1.0"])
  }

  @Test func twoProcessesAtOnceServe() throws {
    let metadata = try folder.file("garden.xml", Self.garden)
    let servers = try (0..<2).map { _ in
      try ServerProcess(["--metadata", metadata], variables: ["XDG_CACHE_HOME": folder.path + "/both"])
    }
    for server in servers { #expect(try server.waitUntilItListens().hasPrefix("Listening on http://")) }
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path + "/both/graph-emulator")
    #expect(Set(names.map { $0.prefix { $0 != "-" } }) == ["beta", "stored", "template", "v1.0"])
    #expect(names.count == 4)
  }
}
