import Foundation
import GraphEmulatorKit
import Testing

/// Bytes over a connection, as they stand on the wire.
@Suite("Streams over a connection") struct StreamSocketTests {
  private static let photo = "/v1.0/users/\(People.adele)/photo/$value"
  private let emulator: Emulator

  init() throws {
    emulator = try Emulator(
      seed: .json(
        #"{"users": [{"id": "\#(People.adele)", "userPrincipalName": "adele@contoso.example"}]}"#))
    try emulator.start()
  }

  /// The whole answer, without what differs from one to the next.
  private func answer(
    _ method: String, _ target: String, _ fields: [String] = [], _ body: String = ""
  ) throws -> [String] {
    let client = try SocketClient(port: emulator.port)
    try client.send(
      method, target, fields: ["Authorization: Bearer test", "Connection: close"] + fields, Array(body.utf8))
    let parts = client.rest().components(separatedBy: "\r\n\r\n")
    let different = ["Date:", "request-id:", "client-request-id:", "x-ms-ags-diagnostic:"]
    let head = parts[0].components(separatedBy: "\r\n").filter { line in
      !different.contains(where: line.hasPrefix)
    }
    return head.map { $0.hasPrefix("ETag: \"") ? "ETag: {tag}" : $0 }
      + [parts.dropFirst().joined(separator: "\r\n\r\n")]
  }

  @Test func areSentAsTheyCame() throws {
    let common = [
      "Connection: close", "Cache-Control: no-cache", "Vary: Accept-Encoding", "x-ms-resource-unit: 1",
    ]
    #expect(
      try answer("PUT", Self.photo, ["Content-Type: image/x-own"], "0123456789")
        == ["HTTP/1.1 200 OK"] + common + ["ETag: {tag}", "Content-Length: 0", ""])
    let whole =
      common + [
        "Content-Type: image/x-own", "ETag: {tag}", "Accept-Ranges: bytes", "X-Content-Type-Options: nosniff",
        "Content-Security-Policy: sandbox",
      ]
    #expect(
      try answer("GET", Self.photo) == ["HTTP/1.1 200 OK"] + whole + ["Content-Length: 10", "0123456789"])
    #expect(try answer("HEAD", Self.photo) == ["HTTP/1.1 200 OK"] + whole + ["Content-Length: 10", ""])
    #expect(
      try answer("GET", Self.photo, ["Range: bytes=2-4"])
        == ["HTTP/1.1 206 Partial Content"] + whole + [
          "Content-Range: bytes 2-4/10", "Content-Length: 3", "234",
        ])
  }
}
