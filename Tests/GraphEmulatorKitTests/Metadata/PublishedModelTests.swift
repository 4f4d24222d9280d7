import EntityModel
import TestSupport
import Testing

@testable import GraphEmulatorKit

/// The whole of what the service publishes, where the folder that `GRAPH_METADATA` names has it (docs/metadata.md).
@Suite(.enabled(if: PublishedFolder.isThere, "GRAPH_METADATA names no folder with published metadata"))
struct PublishedModelTests {
  private func model(_ name: String, _ version: MetadataFile.Version) throws -> (EntityModel, Duration) {
    let file = MetadataFile(version: version, path: PublishedFolder.file(name))
    let start = ContinuousClock.now
    let sources = try Versions.sources([file])
    let model = try version == .v1 ? sources.v1.model() : sources.beta.model()
    return (model, ContinuousClock.now - start)
  }

  /// Ours add one entity type, eight complex ones and three navigation properties; everything else is the service's.
  @Test func theWholeOfVersionOneIsRead() throws {
    let (model, duration) = try model("v1.0-Prod.csdl.gz", .v1)
    print("v1.0-Prod: read and completed in \(duration)")
    let types = model.structuredTypes
    #expect(types.count { $0.kind == .entity } == 1183)
    #expect(types.count { $0.kind == .complex } == 1787)
    #expect(Self.declared(types, \.navigationProperties) == 1435)
    #expect(model.container.count { $0.kind == .entitySet } == 41)
    #expect(model.container.count { $0.kind == .singleton } == 31)
    try check(model)
  }

  @Test(arguments: [
    ("beta-from-sdk.csdl.gz", MetadataFile.Version.beta), ("beta-USSec.csdl.gz", .beta),
    ("beta-USNat.csdl.gz", .beta), ("v1.0-clean.csdl.gz", .v1), ("beta-2019.csdl.gz", .beta),
  ]) func othersAreReadToo(name: String, version: MetadataFile.Version) throws {
    try check(model(name, version).0)
  }

  /// No member stands twice in a type, each type leads to types that there are, and what our rules know of is as it was.
  private func check(_ model: EntityModel) throws {
    for type in model.structuredTypes {
      let names = type.properties.map(\.name) + type.navigationProperties.map(\.name)
      #expect(Set(names.map { $0.lowercased() }).count == names.count, "\(type)")
      for navigation in type.navigationProperties {
        #expect(model.type(navigation.target) != nil, "\(type)/\(navigation.name)")
      }
    }
    let user = try #require(model.type("microsoft.graph.user"))
    #expect(user.traits.home == "users" && user.traits.workload == "directory")
  }

  private static func declared<Member>(
    _ types: [StructuredType], _ members: (StructuredType) -> [Member]
  ) -> Int {
    types.reduce(0) { $0 + members($1).count - ($1.baseType.map(members)?.count ?? 0) }
  }
}
