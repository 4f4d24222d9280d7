import JSON
import TenantSupport
import Testing

extension SmallService {
  /// One of the village, of which stores have a part from their beginning.
  static func village() throws -> SmallService {
    try SmallService(model: Village.whole, groundwork: Village.own)
  }

  /// Makes an object, and is its id.
  func make(_ path: String, _ body: String = "{}") throws -> String {
    let reply = send("POST", path, body)
    #expect(reply.status == 201, "\(path): \(reply.text)")
    return try #require(reply.json.objectValue?["id"]?.stringValue, "\(path): \(reply.text)")
  }
}
