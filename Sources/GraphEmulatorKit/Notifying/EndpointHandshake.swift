import Dispatch
import Foundation
import GraphService
import GraphStore
import Locks

/// Asks endpoints whether they want to be called: they have to send a token back (graph-platform 5.4).
struct EndpointHandshake: EndpointProbe {
  let hosts: EndpointHosts
  let sender: any HTTPSender
  let identifiers: IdentifierSource

  private let parts = WaitingParts()

  init(hosts: EndpointHosts, sender: any HTTPSender, identifiers: IdentifierSource) {
    (self.hosts, self.sender, self.identifiers) = (hosts, sender, identifiers)
  }

  private static let patience = Duration.seconds(10)

  func answers(of urls: [String], isPart: Bool, limit: RequestLimit) throws -> [String: EndpointAnswer] {
    guard isPart else { return try answers(of: urls, limit: limit) }
    guard parts.enter() else { return Dictionary(urls.map { ($0, .busy) }) { first, _ in first } }
    defer { parts.leave() }
    return try answers(of: urls, limit: limit)
  }

  private func answers(of urls: [String], limit: RequestLimit) throws -> [String: EndpointAnswer] {
    let answers = Answers()
    for url in urls { ask(url, answers) }
    while !answers.wait(milliseconds: 50) { try limit.check() }
    return answers.all
  }

  private func ask(_ text: String, _ answers: Answers) {
    answers.expect()
    do throws(EndpointRefusal) {
      let token =
        "Validation: Testing client application reachability for subscription Request-Id: \(identifiers.guid())"
      let url = try hosts.url(text).adding(token: token)
      let request = OutgoingRequest(
        url: url, contentType: "text/plain; charset=utf-8", body: [], timeout: Self.patience)
      sender.post(request) { answers.add(Self.answer($0, token), of: text) }
    } catch {
      answers.add(error.answer, of: text)
    }
  }

  private static func answer(_ outcome: SendOutcome, _ token: String) -> EndpointAnswer {
    switch outcome {
    case .timedOut: .timedOut
    case .failed(let reason): .unreachable(reason: reason)
    case .answered(200, let type, let body):
      type.lowercased().hasPrefix("text/plain") && body == Array(token.utf8) ? .confirmed : .wrongToken
    case .answered(let status, _, _): .status(status)
    }
  }
}

/// How many parts of batches wait: they do so on threads that all requests share.
private final class WaitingParts: Sendable {
  private static let limit = 2
  private let count = Lock(0)

  /// - Returns: false when there is no room.
  func enter() -> Bool {
    count.withLock { count in
      guard count < Self.limit else { return false }
      count += 1
      return true
    }
  }

  func leave() { count.withLock { $0 -= 1 } }
}

/// Those that have come so far.
///
/// A class because the threads of the sender add to it while one waits.
private final class Answers: Sendable {
  private struct State: Sendable {
    var expected = 0
    var answers: [String: EndpointAnswer] = [:]
    var count = 0
  }

  private let state = Lock(State())
  private let signal = DispatchSemaphore(value: 0)

  var all: [String: EndpointAnswer] { state.withLock { $0.answers } }

  func expect() { state.withLock { $0.expected += 1 } }

  func add(_ answer: EndpointAnswer, of url: String) {
    state.withLock { state in
      // A URL that is there twice is asked twice.
      if state.answers[url] == nil || answer != .confirmed { state.answers[url] = answer }
      state.count += 1
    }
    signal.signal()
  }

  /// - Returns: true once all are there.
  func wait(milliseconds: Int) -> Bool {
    let isComplete = state.withLock { $0.count == $0.expected }
    guard !isComplete else { return true }
    _ = signal.wait(timeout: .now() + .milliseconds(milliseconds))
    return state.withLock { $0.count == $0.expected }
  }
}

extension URL {
  /// With the token as the service writes it: as a form does, so that whoever reads it has to decode it.
  fileprivate func adding(token: String) -> URL {
    let encoded = token.replacing(":", with: "%3a").replacing(" ", with: "+")
    var components = URLComponents(url: self, resolvingAgainstBaseURL: false)
    let query = components?.percentEncodedQuery.map { $0.isEmpty ? "" : $0 + "&" } ?? ""
    components?.percentEncodedQuery = query + "validationToken=" + encoded
    return components?.url ?? self
  }
}
