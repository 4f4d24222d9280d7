import EntityModel
import Foundation
import GraphStore
import TenantSupport
import Tenants
import Testing

/// A data folder remembers what metadata its data need.
@Suite struct KeptModelTests {
  private let folder = TenantFolder()

  private func schema(_ model: String) throws -> StoreSchema {
    try StoreSchema(
      model: EntityModel.read(Array(model.utf8)), groundwork: EntityModel.read(Array(Village.own.utf8)))
  }

  private func open(_ model: String, besides versions: [String] = []) throws {
    let folder = try DataFolder(folder.path)
    try folder.remember(schema(model), of: versions.map { try EntityModel.read(Array($0.utf8)) })
    folder.abandon()
  }

  @Test func theSameOrMoreOpens() throws {
    try open(Village.own)
    #expect(!folder.has(".model"))
    try open(Village.whole)
    #expect(folder.has(".model"))
    try open(Village.whole)
  }

  @Test func lessIsRefusedInOneSentence() throws {
    try open(Village.whole)
    let error = #expect(throws: DataFolderError.self) { try open(Village.own) }
    #expect(
      error?.description
        == "the data in \(folder.path) needs metadata that has test.address: start with the metadata that it was made with, or with more"
    )
    // Who is refused leaves the folder to others.
    try open(Village.whole)
  }

  /// A folder made with one version's metadata was refused with both, where the other one declares a member elsewhere.
  @Test(arguments: [
    // By a base.
    (
      #"<EntityType Name="chair" BaseType="test.seat"><NavigationProperty Name="person" Type="test.person"/></EntityType>"#,
      #"<EntityType Name="chair" BaseType="test.seat"/>"#,
      #"<EntityType Name="seat" BaseType="test.entity">"#,
      #"<EntityType Name="seat" BaseType="test.entity"><NavigationProperty Name="person" Type="test.person"/>"#
    ),
    // By a type below.
    (
      #"<EntityType Name="seat" BaseType="test.entity"><Property Name="label" Type="Edm.String"/>"#,
      #"<EntityType Name="seat" BaseType="test.entity">"#,
      #"<EntityType Name="chair" BaseType="test.seat">"#,
      #"<EntityType Name="chair" BaseType="test.seat"><Property Name="label" Type="Edm.String"/>"#
    ),
  ])
  func aMemberThatAnotherTypeDeclaresNowIsThere(old: String, new: String, place: String, placed: String)
    throws
  {
    #expect(Village.whole.contains(old) && Village.whole.contains(place))
    try open(Village.whole)
    let other = Village.whole.replacing(old, with: new).replacing(place, with: placed)
    try open(other)
    // Which is remembered by the types that have it now.
    try open(Village.whole)
  }

  @Test func aMemberThatIsGoneIsMissed() throws {
    try open(Village.whole)
    let less = Village.whole.replacing(#"<Property Name="tone" Type="Edm.String"/>"#, with: "")
    let error = #expect(throws: DataFolderError.self) { try open(less) }
    #expect(error?.description.contains("needs metadata that has test.bell/tone:") == true)
  }

  private func bells(_ type: String) -> String {
    let tone = #"<Property Name="tone" Type="Edm.String"/>"#
    return Village.whole.replacing(tone, with: #"<Property Name="tone" Type="\#(type)"/>"#)
  }

  /// It started, showed texts as numbers, and made exports that it could not load.
  @Test(arguments: [
    ("Edm.String", "Edm.Int32"), ("Edm.Int64", "Edm.Int32"), ("Edm.String", "Edm.DateTimeOffset"),
    ("Edm.String", "Collection(Edm.String)"), ("Collection(Edm.Guid)", "Edm.String"),
    ("Edm.Boolean", "test.address"),
  ])
  func aMemberWithValuesOfAnotherKindIsMissed(old: String, new: String) throws {
    try open(bells(old))
    let error = #expect(throws: DataFolderError.self) { try open(bells(new)) }
    #expect(
      error?.description
        == "the data in \(folder.path) needs metadata that has test.bell/tone as \(old): start with the metadata that it was made with, or with more"
    )
    try open(bells(old))
  }

  @Test(arguments: [
    ("Edm.Guid", "Edm.String"), ("Edm.Int16", "Edm.Int64"), ("Edm.Int32", "Edm.Double"),
    ("Collection(Edm.Date)", "Collection(Edm.String)"), ("test.address", "test.homeAddress"),
    ("Edm.Boolean", "Edm.Untyped"),
  ])
  func aMemberThatTakesTheValuesIsThere(old: String, new: String) throws {
    try open(bells(old))
    try open(bells(new))
  }

  /// Of what two versions declare differently the store has one form: data of the other one need no more than that version.
  @Test func aMemberOfEitherVersionIsThere() throws {
    try open(bells("test.address"))
    #expect(throws: DataFolderError.self) { try open(bells("Edm.String")) }
    try open(bells("Edm.String"), besides: [bells("Edm.String"), bells("test.address")])
  }

  /// Folders remembered names alone.
  @Test(arguments: ["Edm.String", "Edm.Int32"]) func aFileOfNamesOpens(type: String) throws {
    let path = folder.path + "/.model"
    try FileManager.default.createDirectory(atPath: folder.path, withIntermediateDirectories: true)
    try Data("test.bell tone\n# aa23e70670c0033e\n".utf8).write(to: URL(filePath: path))
    try open(bells(type))
    let now = String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
    #expect(now.contains("\ntest.bell tone:\(type)\n"))
    #expect(throws: DataFolderError.self) { try open(bells("Collection(Edm.Int32)")) }
  }

  /// A file that was cut was taken for one that needs less, and of rubbish the sentence told the rubbish.
  @Test func aDamagedFileIsRefusedInOneSentence() throws {
    try open(Village.whole)
    let path = folder.path + "/.model"
    let whole = try Data(contentsOf: URL(filePath: path))
    var changed = whole
    changed[3] ^= 1
    let lines = whole.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: true)
    let withoutOneLine =
      Data(lines.dropFirst().joined(separator: [UInt8(ascii: "\n")])) + [UInt8(ascii: "\n")]
    for damaged in [
      Data(), whole.prefix(40), whole.dropLast(), Data(lines[0] + [UInt8(ascii: "\n")]), changed,
      withoutOneLine,
      whole + whole, Data([0xFF, 0, 0x20, 0x23]),
    ] {
      try damaged.write(to: URL(filePath: path))
      let error = #expect(throws: DataFolderError.self) { try open(Village.whole) }
      #expect(
        error?.description
          == "the file \(path), which says what metadata the data need, is damaged: remove it, and start with the metadata that the data were made with"
      )
    }
    try FileManager.default.removeItem(atPath: path)
    try open(Village.whole)
    #expect(try Data(contentsOf: URL(filePath: path)) == whole)
  }
}
