import EntityModel
import TestSupport
import Testing

@testable import GraphEmulatorKit

/// Every place of published metadata to the third level is there, and takes what it says that it takes, where somebody has
/// the documents (docs/metadata.md).
@Suite(
  .serialized, .enabled(if: PublishedFolder.isThere, "GRAPH_METADATA names no folder with published metadata")
)
struct EveryPlaceTests {
  @Test(arguments: [
    (MetadataFile.Version.v1, "v1.0-Prod.csdl.gz"), (.beta, "beta-from-sdk.csdl.gz"),
    (.beta, "beta-USSec.csdl.gz"),
  ]) func answers(version: MetadataFile.Version, name: String) throws {
    let file = MetadataFile(version: version, path: PublishedFolder.file(name))
    var walk = try walk(file)
    walk.run()
    walk.object("/users/\(Self.user)", "microsoft.graph.user")
    walk.object("/groups/\(Self.group)", "microsoft.graph.group")
    print("\(name): \(walk.summary)")
    #expect(walk.count > 500)
    #expect(Double(walk.failures.count) < 0.005 * Double(walk.count), "\(walk.summary)")
    #expect(!walk.failures.contains { $0.status >= 500 && $0.status != 501 })
  }

  private static let user = "11111111-1111-1111-1111-111111111111"
  private static let group = "22222222-2222-2222-2222-222222222222"

  private func walk(_ file: MetadataFile) throws -> PlaceWalk {
    let user = #"{"id":"\#(Self.user)","userPrincipalName":"ada@contoso.example"}"#
    let group = #"{"id":"\#(Self.group)","displayName":"Red"}"#
    let tenant = try PublishedTenant(#"{"users":[\#(user)],"groups":[\#(group)]}"#, file)
    let (all, own) = (try Versions.sources([file]), try Versions.sources())
    return PlaceWalk(
      model: try file.version == .v1 ? all.v1.model() : all.beta.model(),
      own: try file.version == .v1 ? own.v1.model() : own.beta.model()
    ) { tenant.send($0, $1, $2) }
  }
}
