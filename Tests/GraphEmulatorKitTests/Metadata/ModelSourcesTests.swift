import EntityModel
import Foundation
import TestSupport
import Testing

@testable import GraphEmulatorKit

/// What the models of both versions are read from.
@Suite struct ModelSourcesTests {
  @Test func withoutFilesBothModelsAreThoseThatAreCompiledIn() throws {
    let sources = try Versions.sources()
    #expect(try Self.differences(sources.v1.model(), EntityModel.read(Assets.v1Model)) == [])
    #expect(try Self.differences(sources.beta.model(), EntityModel.read(Assets.betaModel)) == [])
    #expect(sources.v1.metadata == Assets.v1Model)
    #expect(sources.beta.metadata == Assets.betaModel)
  }

  @Test func aFileCompletesItsVersionAlone() throws {
    let folder = try TemporaryFolder()
    let path = try folder.file("garden.xml", String(decoding: ForeignModel.bytes, as: UTF8.self))
    let sources = try Versions.sources([MetadataFile(version: .beta, path: path)])
    #expect(try sources.beta.model().type("microsoft.graph.garden.bed") != nil)
    #expect(sources.beta.metadata == ForeignModel.bytes)
    #expect(try sources.v1.model().type("microsoft.graph.garden.bed") == nil)
    #expect(sources.v1.metadata == Assets.v1Model)
  }

  /// The published document says of `displayName` that it is computed: whether clients write what ours describes, ours says.
  @Test func ourTypesKeepTheirMembersAndWhatIsSaidOfThem() throws {
    let folder = try TemporaryFolder()
    let path = try folder.file("garden.xml", String(decoding: ForeignModel.bytes, as: UTF8.self))
    let completed = try Versions.sources([MetadataFile(version: .beta, path: path)]).beta.model()
    #expect(
      try Self.differences(completed, EntityModel.read(Assets.betaModel)) == [
        "microsoft.graph.user/gardenName", "microsoft.graph.user/beds", "microsoft.graph.user/garden",
      ])
  }

  @Test func twoFilesOfOneVersionAreRefused() {
    #expect(
      throws: MetadataMistake.several(.beta, paths: ["a.xml", "b.xml"])
    ) {
      try Versions.sources([MetadataFile("beta=a.xml"), MetadataFile("beta=b.xml")])
    }
  }

  @Test(
    arguments: [
      (nil, "there is no such file"),
      ("", "the file is empty"),
      ("<edmx:Edmx", "not well-formed XML: it ends in line 1, before <Edmx> does"),
    ] as [(String?, String)]) func aFileThatCannotBeReadIsToldByItsPath(content: String?, reason: String)
    throws
  {
    let folder = try TemporaryFolder()
    let path = folder.path + "/a.xml"
    if let content { _ = try folder.file("a.xml", content) }
    #expect(throws: MetadataMistake.unreadable("\(path): \(reason)")) {
      _ = try Versions.sources([MetadataFile(version: .v1, path: path)]).v1.model()
    }
  }

  @Test func aFolderIsNoFile() throws {
    let folder = try TemporaryFolder()
    #expect(throws: MetadataMistake.unreadable("\(folder.path): a file expected, not a folder")) {
      try Versions.sources([MetadataFile(version: .v1, path: folder.path)])
    }
  }

  /// `<edmx:Edmx xmlns:edmx="e"><edmx:DataServices/></edmx:Edmx>`
  private static let gzip =
    "H4sIAAAAAAACA7NJTcmtsHIFEgoVuTl5xVYgvq1SqpKdDVjGJbEkMTi1qCwzObVY385GH67cDgDZqCprOgAAAA=="

  @Test(arguments: [
    (64, "line 1: a CSDL document without a schema"),
    (40, "the file is not in gzip as it should be, or not whole"),
  ]) func aFileInGzipIsInflated(length: Int, reason: String) throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/a.gz"
    let bytes = try #require(Data(base64Encoded: Self.gzip))
    try bytes.prefix(length).write(to: URL(filePath: path))
    #expect(throws: MetadataMistake.unreadable("\(path): \(reason)")) {
      _ = try Versions.sources([MetadataFile(version: .v1, path: path)]).v1.model()
    }
  }

  @Test func theDigestIsThatOfTheDocumentsAndNotOfTheirNames() throws {
    let folder = try TemporaryFolder()
    let text = String(decoding: ForeignModel.bytes, as: UTF8.self)
    let (one, other) = (try folder.file("one.xml", text), try folder.file("other.xml", text))
    let changed = try folder.file("changed.xml", text.replacing("mower", with: "hoe"))
    func digest(_ version: MetadataFile.Version, _ path: String) throws -> String {
      try Versions.sources([MetadataFile(version: version, path: path)]).digest
    }
    let digests = [
      try Versions.sources().digest, try digest(.v1, one), try digest(.beta, one), try digest(.v1, changed),
    ]
    #expect(Set(digests).count == 4)
    #expect(digests.allSatisfy { $0.count == 64 && $0.allSatisfy(\.isHexDigit) })
    #expect(try digest(.v1, other) == digests[1])
    #expect(try Versions.sources().digest == digests[0])
  }

  /// Types and members of our model that the other has differently, and further members of our types.
  private static func differences(_ model: EntityModel, _ own: EntityModel) throws -> [String] {
    var differences: [String] = []
    for type in own.structuredTypes {
      let other = try #require(model.type(type.name))
      if !sayTheSame(other.traits, type.traits) || other.baseType?.name != type.baseType?.name {
        differences.append(type.name)
      }
      let properties = Dictionary(uniqueKeysWithValues: type.properties.map { ($0.name, $0) })
      for property in other.properties
      where !(properties[property.name].map { sayTheSame($0, property) } ?? false) {
        differences.append("\(type)/\(property.name)")
      }
      let navigation = Dictionary(uniqueKeysWithValues: type.navigationProperties.map { ($0.name, $0) })
      for property in other.navigationProperties
      where !(navigation[property.name].map { sayTheSame($0, property) } ?? false) {
        differences.append("\(type)/\(property.name)")
      }
    }
    return differences
  }
}
