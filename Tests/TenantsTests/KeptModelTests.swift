import EntityModel
import Foundation
import GraphStore
import TenantSupport
import Tenants
import Testing

/// A data folder remembers what metadata its data need.
@Suite struct KeptModelTests {
  private let folder = TenantFolder()

  private func names(_ model: String) throws -> FurtherNames {
    try StoreSchema(
      model: EntityModel.read(Array(model.utf8)), groundwork: EntityModel.read(Array(Village.own.utf8))
    ).furtherNames
  }

  private func open(_ model: String) throws {
    let folder = try DataFolder(folder.path)
    let names = try names(model)
    try folder.remember { names }
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

  @Test func aMemberThatIsGoneIsMissed() throws {
    try open(Village.whole)
    let less = Village.whole.replacing(#"<Property Name="tone" Type="Edm.String"/>"#, with: "")
    let error = #expect(throws: DataFolderError.self) { try open(less) }
    #expect(error?.description.contains("needs metadata that has test.bell/tone:") == true)
  }
}
