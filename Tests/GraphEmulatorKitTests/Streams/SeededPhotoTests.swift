import Foundation
import GraphEmulatorKit
import HTTPMessages
import JSON
import Testing

/// Photos that a seed brings to objects that are there.
@Suite("Photos of seeds") struct SeededPhotoTests {
  private let emulator: TestEmulator

  init() throws { emulator = try .frozen(People.seed) }

  private static let places: [(set: String, id: String)] = [
    ("users", People.adele), ("groups", People.sales),
  ]

  /// - Parameter type: nil: the seed says nothing of it.
  private static func seed(_ set: String, _ id: String, _ bytes: [UInt8], _ type: String? = nil) -> String {
    let type = type.map { #""contentType":"\#($0)","# } ?? ""
    return #"""
      {"\#(set)":[{"id":"\#(id)","photo":{"@emulator.streams":{"$value":{\#(type)\#
      "bytes":"\#(Data(bytes).base64EncodedString())"}}}}]}
      """#
  }

  private func send(_ method: String, _ path: String, _ bytes: [UInt8] = []) -> Response {
    let fields = [
      HeaderField("Host", "localhost:8585"), HeaderField("Authorization", "Bearer test"),
      HeaderField("Content-Type", "image/png"),
    ]
    return emulator.core.respond(
      to: Request(method: method, target: "/beta\(path)", headers: RequestHeaders(fields), body: bytes))
  }

  /// The photo and its list as they are answered; the tag is another one for all bytes.
  private func expect(_ place: String, _ members: String, _ type: String, _ bytes: [UInt8]) throws {
    let value = send("GET", "/\(place)/photo/$value")
    #expect((value.status, value.body) == (200, bytes))
    #expect(Reply(value).header("Content-Type") == type)
    let tag = JSONValue.string(try #require(Reply(value).header("ETag"))).text
    let rest = #"\#(members),"@odata.mediaContentType":"\#(type)","@odata.mediaEtag":\#(tag)}"#
    let owner = place.replacing("/", with: "('") + "')"
    #expect(
      Reply(send("GET", "/\(place)/photo")).whole
        == .ok(#"{"@odata.context":"B/$metadata#\#(owner)/photo/$entity",\#(rest)"#))
    #expect(
      Reply(send("GET", "/\(place)/photos")).whole
        == .ok(#"{"@odata.context":"B/$metadata#\#(owner)/photos","value":[{\#(rest)]}"#))
  }

  @Test("A seed with a photo for who has one ended with a constraint of SQLite", arguments: places)
  func replaceThoseThatAreThere(set: String, id: String) throws {
    let place = "\(set)/\(id)"
    #expect(send("PUT", "/\(place)/photo/$value", PhotoTests.png).status == 200)
    try emulator.load(Self.seed(set, id, Array("no image".utf8), "image/jpeg"))
    try expect(
      place, #""id":"default","height":null,"width":null"#, "image/jpeg", Array("no image".utf8))
    try emulator.load(Self.seed(set, id, PhotoTests.png))
    try expect(
      place, #""id":"3x2","height":2,"width":3"#, "application/octet-stream", PhotoTests.png)
  }

  @Test("The same seed of a photo twice ended with a constraint of SQLite", arguments: places)
  func areTheSameASecondTime(set: String, id: String) throws {
    let seed = Self.seed(set, id, PhotoTests.png, "image/png")
    try emulator.load(seed)
    let (photo, state) = (Reply(send("GET", "/\(set)/\(id)/photo")), try emulator.export())
    try emulator.load(seed)
    let again = Reply(send("GET", "/\(set)/\(id)/photo"))
    #expect(again.whole == photo.whole)
    #expect(try emulator.export() == state)
  }

  /// An export says the id and the size, too, which follow from other bytes than those that are there.
  @Test func areThoseOfAnExportThatIsMerged() throws {
    #expect(send("PUT", "/users/\(People.adele)/photo/$value", PhotoTests.png).status == 200)
    let export = try emulator.export()
    #expect(send("PUT", "/users/\(People.adele)/photo/$value", Array("other".utf8)).status == 200)
    try emulator.load(export)
    #expect(try emulator.export() == export)
    try expect(
      "users/\(People.adele)", #""id":"3x2","height":2,"width":3"#, "image/png", PhotoTests.png)
  }

  @Test func goAwayAsOne() throws {
    #expect(send("PUT", "/users/\(People.adele)/photo/$value", PhotoTests.png).status == 200)
    try emulator.load(Self.seed("users", People.adele, [1, 2, 3]))
    #expect(Reply(send("DELETE", "/users/\(People.adele)/photo")).whole == .noContent)
    #expect(
      Reply(send("GET", "/users/\(People.adele)/photo")).whole
        == .error(
          404, "ImageNotFound",
          "Exception of type 'Microsoft.Fast.Profile.Core.Exception.ImageNotFoundException' was thrown."))
  }

  /// A service's answer with `$expand=photos` lists one photo in several sizes.
  @Test("The sizes of a photo were taken for further photos") func sizesArePassedOver() throws {
    try emulator.load(Self.seed("users", People.adele, PhotoTests.png, "image/png"))
    let state = try emulator.export()
    try emulator.load(
      #"{"users":[{"id":"\#(People.adele)","photos":[{"id":"48x48"},{"id":"64x64"}]}]}"#)
    #expect(try emulator.export() == state)
    try expect(
      "users/\(People.adele)", #""id":"3x2","height":2,"width":3"#, "image/png", PhotoTests.png)
  }
}
