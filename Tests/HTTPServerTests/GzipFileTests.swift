import Foundation
import HTTPServer
import Testing

@Suite struct GzipFileTests {
  /// `garden`
  private let file = Array(Data(base64Encoded: "H4sIAAAAAAACA0tPLEpJzQMA6hgJPAYAAAA=") ?? Data())

  @Test func aFileIsWhatItWasMadeOf() throws {
    #expect(GzipFile.begins(file))
    #expect(try GzipFile.inflated(file, limit: 6) == Array("garden".utf8))
  }

  @Test func aFileMayHaveSeveralMembers() throws {
    #expect(try GzipFile.inflated(file + file, limit: 100) == Array("gardengarden".utf8))
  }

  @Test func aFileThatEndsTooEarlyIsNone() {
    for length in 0..<file.count {
      #expect(throws: GzipFile.Mistake.notWhole) {
        try GzipFile.inflated(Array(file.prefix(length)), limit: 100)
      }
    }
  }

  @Test func aFileThatComesToTooMuchIsNotKept() {
    #expect(throws: GzipFile.Mistake.tooLarge) { try GzipFile.inflated(file, limit: 5) }
  }

  @Test func plainTextDoesNotBeginLikeOne() {
    #expect(!GzipFile.begins(Array("<edmx".utf8)))
    #expect(!GzipFile.begins([]))
    #expect(throws: GzipFile.Mistake.notWhole) { try GzipFile.inflated(Array("garden".utf8), limit: 100) }
  }
}
