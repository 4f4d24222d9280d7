import GraphEmulatorKit
import Testing

@Suite struct MetadataFileTests {
  @Test(arguments: [
    ("beta=a.xml", MetadataFile.Version.beta, "a.xml"),
    ("v1.0=beta.xml", .v1, "beta.xml"),
    ("beta=v1.0=a.xml", .beta, "v1.0=a.xml"),
    ("a.xml", .v1, "a.xml"),
    ("beta.csdl.gz", .beta, "beta.csdl.gz"),
    ("files/Graph-Beta.XML", .beta, "files/Graph-Beta.XML"),
    ("beta/graph.xml", .v1, "beta/graph.xml"),
    ("v1.0-Prod.csdl.gz", .v1, "v1.0-Prod.csdl.gz"),
    ("v1.0-not-beta.xml", .v1, "v1.0-not-beta.xml"),
    ("v2=a.xml", .v1, "v2=a.xml"),
  ])
  func theTextOrTheNameSaysTheVersion(text: String, version: MetadataFile.Version, path: String) {
    #expect(MetadataFile(text) == MetadataFile(version: version, path: path))
  }
}
