import Foundation
import GraphEmulatorKit
import HTTPMessages
import JSON
import Seeding
import Testing

/// Photos of users and groups, as pages "Get profilePhoto", "Update profilePhoto" and "Delete profilePhoto" have them.
@Suite("Photos") struct PhotoTests {
  private let emulator: TestEmulator

  init() throws { emulator = try .frozen(People.seed) }

  /// 3 by 2 pixels, as far as its head says.
  static let png: [UInt8] =
    [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13] + Array("IHDR".utf8) + [
      0, 0, 0, 3, 0, 0, 0, 2, 8, 2,
    ]

  private func send(
    _ method: String, _ path: String, _ bytes: [UInt8] = [], _ type: String? = nil, version: String = "v1.0"
  ) -> Response {
    var fields = [HeaderField("Host", "localhost:8585"), HeaderField("Authorization", "Bearer test")]
    if let type { fields.append(HeaderField("Content-Type", type)) }
    return emulator.core.respond(
      to: Request(
        method: method, target: "/\(version)\(path)", headers: RequestHeaders(fields), body: bytes))
  }

  private static let none = WholeAnswer.error(
    404, "ImageNotFound",
    "Exception of type 'Microsoft.Fast.Profile.Core.Exception.ImageNotFoundException' was thrown.")

  static let places = [
    "/users/\(People.adele)", "/users/adele@contoso.example", "/groups/\(People.sales)", "/me",
  ]

  @Test(arguments: places, ["v1.0", "beta"]) func areNotThereAtFirst(place: String, version: String) {
    for path in ["photo", "photo/$value", "photos/48x48", "photos/48x48/$value"] {
      #expect(Reply(send("GET", "\(place)/\(path)", version: version)).whole == Self.none)
    }
    #expect(Reply(send("DELETE", "\(place)/photo/$value", version: version)).whole == Self.none)
  }

  @Test(arguments: places) func areWhatWasSent(place: String) throws {
    let put = send("PUT", "\(place)/photo/$value", Self.png, "image/png")
    #expect((put.status, put.body) == (200, []))
    for path in ["photo/$value", "photos/3x2/$value"] {
      let got = send("GET", "\(place)/\(path)", version: "beta")
      #expect((got.status, got.body) == (200, Self.png))
      #expect(Reply(got).header("Content-Type") == "image/png")
      #expect(Reply(got).header("ETag") == Reply(put).header("ETag"))
    }
  }

  @Test func tellTheirSize() throws {
    #expect(send("PUT", "/users/\(People.adele)/photo/$value", Self.png, "image/png").status == 200)
    let photo = Reply(send("GET", "/users/\(People.adele)/photo"))
    let tag = try #require(photo["@odata.mediaEtag"]?.stringValue)
    let rest = #"""
      "id":"3x2","height":2,"width":3,"@odata.mediaContentType":"image/png",\#
      "@odata.mediaEtag":\#(JSONValue.string(tag).text)}
      """#
    #expect(
      photo.whole
        == .ok(#"{"@odata.context":"V/$metadata#users('\#(People.adele)')/photo/$entity",\#(rest)"#))
    #expect(
      Reply(send("GET", "/users/\(People.adele)/photos")).whole
        == .ok(#"{"@odata.context":"V/$metadata#users('\#(People.adele)')/photos","value":[{\#(rest)]}"#))
    #expect(
      send("PATCH", "/users/\(People.adele)/photo/$value", Array("no image".utf8), "image/jpeg").status == 200
    )
    let other = Reply(send("GET", "/users/\(People.adele)/photo"))
    #expect(other["id"] == "default")
    #expect(other["width"] == .null)
    #expect(other["@odata.mediaContentType"] == "image/jpeg")
  }

  /// The statement that finds bytes was taken for one of the log of changes, on a connection that had asked for changes.
  @Test func areFoundAfterADeltaQuery() {
    #expect(send("PUT", "/me/photo/$value", Self.png, "image/png").status == 200)
    #expect(emulator.get("/users/delta").status == 200)
    #expect(send("GET", "/me/photo/$value").body == Self.png)
  }

  @Test func goAwayAgain() {
    for path in ["photo", "photo/$value"] {
      #expect(send("PUT", "/me/photo/$value", Self.png, "image/png").status == 200)
      #expect(Reply(send("DELETE", "/me/\(path)")).whole == .noContent)
      #expect(Reply(send("GET", "/me/photo/$value")).whole == Self.none)
    }
  }

  @Test func stayWithADeletedUserWhoComesBack() {
    let user = "/users/\(People.alex)"
    #expect(send("PUT", "\(user)/photo/$value", Self.png, "image/png").status == 200)
    #expect(send("DELETE", user).status == 204)
    #expect(send("GET", "\(user)/photo/$value").status == 404)
    #expect(emulator.send("POST", "/directory/deletedItems/\(People.alex)/restore").status == 200)
    #expect(send("GET", "\(user)/photo/$value").body == Self.png)
  }

  @Test func areInExports() throws {
    #expect(send("PUT", "/users/\(People.adele)/photo/$value", Self.png, "image/png").status == 200)
    let export = try emulator.export()
    let bytes = Data(Self.png).base64EncodedString()
    #expect(export.contains(bytes))
    #expect(try ExportedAgain(emulator).problem == nil)
  }

  @Test(arguments: [
    (#"{"$value": {"bytes": "A"}}"#, "$.users[0].photo.@emulator.streams.$value: bytes as Base64 expected"),
    (#""AA==""#, "$.users[0].photo.@emulator.streams: no streams by their names"),
    (
      #"{"sound": {"bytes": "AA=="}}"#,
      "$.users[0].photo.@emulator.streams: a profilePhoto has no stream 'sound'"
    ),
    (
      #"{"$value": {"bytes": "AA==", "mediaType": "image/png"}}"#,
      "$.users[0].photo.@emulator.streams.$value: a stream has 'contentType' and 'bytes', no 'mediaType'"
    ),
    (
      #"{"$value": {"bytes": "AA==", "contentType": "not a type"}}"#,
      "$.users[0].photo.@emulator.streams.$value.contentType: 'not a type' is no media type such as image/png"
    ),
    (
      #"{"$value": {"bytes": "AA==", "contentType": ""}}"#,
      "$.users[0].photo.@emulator.streams.$value.contentType: '' is no media type such as image/png"
    ),
    (
      #"{"$value": {"bytes": "AA==", "contentType": "image/png\r\nX: y"}}"#,
      "$.users[0].photo.@emulator.streams.$value.contentType: 'image/png\\r\\nX: y' is no media type such as image/png"
    ),
    (
      #"{"$value": {"bytes": "AA==", "contentType": 7}}"#,
      "$.users[0].photo.@emulator.streams.$value.contentType: a media type such as image/png expected, not a number"
    ),
  ])
  func ofSeedsAreChecked(streams: String, mistake: String) throws {
    let seed = #"""
      {"users":[{"id":"\#(People.nobody)","displayName":"N","userPrincipalName":"n@contoso.example",
        "photo":{"@emulator.streams":\#(streams)}}]}
      """#
    let error = #expect(throws: SeedMistake.self) { try emulator.load(seed) }
    #expect(error?.description == "test.json: " + mistake)
  }

  @Test func ofBatchesAreBase64() throws {
    let bytes = Data(Self.png).base64EncodedString()
    let reply = emulator.batch(
      #"""
      {"id":"1","method":"PUT","url":"/me/photo/$value","headers":{"Content-Type":"image/png"},"body":"\#(bytes)"},
      {"id":"2","method":"GET","url":"/me/photo/$value","dependsOn":["1"]}
      """#)
    #expect(reply.outcomes == ["1 200", "2 200"])
    #expect(reply.parts.last?.hasSuffix(#""body":"\#(bytes)"}"#) == true, "\(reply.parts)")
  }

  @Test(arguments: [
    ("User.Read", "GET", 200), ("User.Read", "PUT", 403), ("User.ReadWrite", "PUT", 200),
    ("Group.Read.All", "GET", 403), ("User.ReadWrite", "DELETE", 204), ("ProfilePhoto.Read.All", "GET", 200),
  ])
  func needTheDocumentedPermissions(permission: String, method: String, status: Int) throws {
    #expect(send("PUT", "/me/photo/$value", Self.png, "image/png").status == 200)
    let response = emulator.core.respond(
      to: Request(
        method: method, target: "/v1.0/me/photo/$value",
        headers: RequestHeaders([
          HeaderField("Host", "localhost:8585"), UnsignedToken.delegated(permission, user: People.adele),
          HeaderField("Content-Type", "image/png"),
        ]), body: method == "PUT" ? Self.png : []))
    #expect(response.status == status, "\(Reply(response).text)")
  }
}
