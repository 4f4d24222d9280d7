@testable import EntityModel

/// A document `b.xml` that somebody brings, beside one of ours.
struct BroughtDocument {
  private let bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// One with a schema that has a type `a`.
  ///
  /// - Parameter content: what else is in it, from line 4 on.
  init(content: String) {
    let head = #"<edmx:Edmx xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>"#
    let document =
      head + "\n<Schema Namespace=\"microsoft.graph\" Alias=\"graph\">\n"
      + "<EntityType Name=\"a\"><Key><PropertyRef Name=\"id\"/></Key><Property Name=\"id\" Type=\"Edm.String\"/></EntityType>\n"
      + content + "</Schema></edmx:DataServices></edmx:Edmx>"
    self.init(Array(document.utf8))
  }

  /// What is told of it; nil where a model comes of both.
  var mistake: String? {
    do throws(ModelError) {
      _ = try EntityModel.read(
        Array(ModelCompletionTests.own.utf8), completedBy: PublishedDocument(name: "b.xml", bytes: bytes))
      return nil
    } catch { return error.description }
  }
}
