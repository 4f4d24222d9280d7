import Foundation
import HTTPMessages
import HTTPServer
import JSON
import Locks
import Testing

/// An endpoint that takes notifications, on a port of its own: it answers the validation of subscriptions as a listener
/// should, or as a test says, and keeps what it was told.
final class Listener: Sendable {
  typealias Answering = @Sendable (Request) -> Response?

  private struct State: Sendable {
    var calls: [Request] = []
    var answering: Answering?
  }

  /// A class because the server's threads have it before the listener is whole.
  private final class Shared: Sendable {
    let value: Lock<State>

    init(_ state: State) { value = Lock(state) }
  }

  private let state: Shared
  private let server: Server
  private let scheme: String

  /// - Parameters:
  ///   - identity: of one that speaks TLS.
  ///   - answering: what is answered instead of what should be; nil from it: as it should be.
  init(identity: TLSIdentity? = nil, answering: Answering? = nil) throws {
    scheme = identity == nil ? "http" : "https"
    let state = Shared(State(answering: answering))
    self.state = state
    server = try Server(
      ServerConfiguration(
        threads: 1, lanes: [4], secure: identity.map { SecurePort(port: 0, identity: $0) }),
      lane: { _, _ in .lane(0) }
    ) { request, _ in
      let answering = state.value.withLock { state in
        if Self.token(request) == nil { state.calls.append(request) }
        return state.answering
      }
      return answering?(request) ?? Self.answer(request)
    }
  }

  func stop() { server.stop(deadline: .zero) }

  var url: String { "\(scheme)://127.0.0.1:\(server.securePort ?? server.port)/notify" }

  func answer(_ answering: Answering?) { state.value.withLock { $0.answering = answering } }

  private static func answer(_ request: Request) -> Response {
    guard let token = token(request) else { return Response(status: 202) }
    return Response(
      status: 200, headers: [HeaderField("Content-Type", "text/plain")], body: Array(token.utf8))
  }

  /// The decoded validation token of a call; nil for a call that has none.
  static func token(_ request: Request) -> String? {
    URLComponents(string: request.target)?.percentEncodedQuery?.split(separator: "&")
      .first { $0.hasPrefix("validationToken=") }?
      .dropFirst("validationToken=".count).replacing("+", with: " ").removingPercentEncoding
  }

  /// What it was told, without validations.
  var calls: [Request] { state.value.withLock { $0.calls } }

  /// The items of all calls.
  var items: [JSONObject] {
    calls.flatMap { call -> [JSONObject] in
      guard case .object(let body)? = try? JSONValue.parse(call.body) else { return [] }
      return body["value"]?.arrayValue?.compactMap(\.objectValue) ?? []
    }
  }

  /// Waits until it has as many items, and gives the rest of what is to come a moment.
  func items(_ count: Int, within limit: Duration = .seconds(20)) async throws -> [JSONObject] {
    let end = ContinuousClock.now + limit
    while items.count < count, ContinuousClock.now < end { try await Task.sleep(for: .milliseconds(20)) }
    try #require(items.count >= count, "only \(items.count) items came: \(items)")
    return items
  }
}
