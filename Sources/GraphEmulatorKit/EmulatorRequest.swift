import HTTPMessages
import JSON

/// A request that reaches the emulator without a socket.
///
/// ```swift
/// let request = EmulatorRequest("GET", "/v1.0/users?$select=displayName")
/// ```
public struct EmulatorRequest: Sendable {
  public var method: String
  /// From the version on, as it stands in a URL: `/beta/users?$top=1`.
  public var path: String
  /// Beside `Host`; a name may come several times.
  public var headers: [(name: String, value: String)]
  public var body: [UInt8]

  /// - Parameters:
  ///   - body: JSON; its content type is set.
  ///   - token: of the bearer; nil sends none, which is answered with 401.
  public init(_ method: String, _ path: String, body: String? = nil, token: String? = "emulator") {
    self.method = method
    self.path = path
    headers = token.map { [("Authorization", "Bearer \($0)")] } ?? []
    if body != nil { headers.append(("Content-Type", "application/json")) }
    self.body = Array((body ?? "").utf8)
  }

  var message: Request {
    let fields = [HeaderField("Host", "localhost")] + headers.map { HeaderField($0.name, $0.value) }
    return Request(method: method, target: path, headers: RequestHeaders(fields), body: body)
  }
}

/// The answer to a request without a socket.
public struct EmulatorResponse: Sendable {
  public let status: Int
  /// In the order in which they would be sent.
  public let headers: [(name: String, value: String)]
  public let body: [UInt8]
  /// How long a server would hold it back, as faults say; without a socket nobody waits.
  public let delay: Duration

  /// - Throws: `EmulatorError.connectionClosed`
  init(_ response: Response) throws(EmulatorError) {
    guard response.arrivesWhole else { throw .connectionClosed }
    status = response.status
    delay = response.delay
    headers = response.headers.map { ($0.name, $0.value) }
    body = response.body
  }

  /// The body as text; bytes that are no UTF-8 are replaced.
  public var text: String { String(decoding: body, as: UTF8.self) }

  /// The first value of a header, whatever its case.
  public func header(_ name: String) -> String? {
    headers.first { $0.name.lowercased() == name.lowercased() }?.value
  }
}

extension Response {
  /// Its client gets to see all of it.
  fileprivate var arrivesWhole: Bool {
    switch delivery {
    case .whole, .dripped: true
    case .cut(let count): count >= body.count
    case .withheld, .elsewhere: false
    }
  }
}
