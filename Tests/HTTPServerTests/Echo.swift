import HTTPMessages
import HTTPServer

extension Server {
  /// A server that answers everything on the threads that read it.
  convenience init(
    _ configuration: ServerConfiguration, handler: @escaping @Sendable (Request) -> Response
  ) throws(ServerError) {
    try self.init(configuration, lane: { _, _ in .here }) { request, _ in handler(request) }
  }
}

/// A server on a free port whose answers show the requests.
func echoServer(
  _ configuration: ServerConfiguration = ServerConfiguration(threads: 2),
  showing show: @escaping @Sendable (Request) -> String = { "\($0.method) \($0.target)" }
) throws -> Server {
  try Server(configuration) { Response(status: 200, body: [UInt8](show($0).utf8)) }
}

/// The request sent as it stands, and the answer to it, on a connection of its own.
func exchange(_ request: String, with server: Server) throws -> Answer {
  let client = try RawClient(port: server.port)
  try client.send(request)
  return try client.readAnswer(hasBody: !request.hasPrefix("HEAD"))
}
