/// What a request wants a token for, as it was written: `scope`, and `resource` at endpoints of the first generation.
/// What comes of a request goes on with it.
struct RequestedAccess: Sendable, Equatable, Codable {
  var scope: String
  var resource: String?
}
