import Foundation
import Locks

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// Sends over Foundation's client: redirections are answers, cookies and caches there are none, and of an answer only
/// the beginning is kept.
///
/// A class because it ends with whoever holds it.
final class URLSessionSender: HTTPSender {
  private let exchanges = Exchanges()
  /// Made when the first is sent: most emulators send nothing.
  private let session = Lock<Session>(.none)
  private let timers = DispatchQueue(label: "graph-emulator.endpoints", qos: .utility)

  private enum Session {
    case none
    case ready(URLSession)
    case closed
  }

  func post(_ message: OutgoingRequest, completion: @escaping @Sendable (SendOutcome) -> Void) {
    var request = URLRequest(url: message.url)
    request.httpMethod = "POST"
    request.setValue(message.contentType, forHTTPHeaderField: "Content-Type")
    request.httpBody = Data(message.body)
    guard let task = task(request) else {
      return completion(.failed(reason: "The emulator stops."))
    }
    exchanges.begin(task.taskIdentifier, completion)
    task.resume()
    // The session's own limit begins anew with every byte that comes.
    timers.asyncAfter(deadline: .now() + message.timeout.timeInterval) { [exchanges] in
      if exchanges.end(task.taskIdentifier, with: .timedOut) { task.cancel() }
    }
  }

  /// nil once it has stopped. Made while nobody can stop it: a session that has ended makes none.
  private func task(_ request: URLRequest) -> URLSessionDataTask? {
    session.withLock { session in
      switch session {
      case .ready(let ready): return ready.dataTask(with: request)
      case .closed: return nil
      case .none:
        let made = URLSession(
          configuration: Self.configuration(), delegate: exchanges, delegateQueue: nil)
        session = .ready(made)
        return made.dataTask(with: request)
      }
    }
  }

  private static func configuration() -> URLSessionConfiguration {
    let configuration = URLSessionConfiguration.ephemeral
    configuration.httpShouldSetCookies = false
    configuration.httpCookieAcceptPolicy = .never
    configuration.urlCache = nil
    // Calls that wait for a connection would be late before they are sent.
    configuration.httpMaximumConnectionsPerHost = 256
    return configuration
  }

  func stop() {
    let ready = session.withLock { session -> URLSession? in
      defer { session = .closed }
      if case .ready(let ready) = session { return ready }
      return nil
    }
    ready?.invalidateAndCancel()
  }
}

/// What is under way, and what has come of it so far.
private final class Exchanges: NSObject, URLSessionDataDelegate, Sendable {
  /// Nobody needs more of an answer.
  private static let bodyLimit = 64 << 10

  private struct Exchange: Sendable {
    let completion: @Sendable (SendOutcome) -> Void
    var body: [UInt8] = []
  }

  private let pending = Lock<[Int: Exchange]>([:])

  func begin(_ identifier: Int, _ completion: @escaping @Sendable (SendOutcome) -> Void) {
    pending.withLock { $0[identifier] = Exchange(completion: completion) }
  }

  /// - Returns: false when it has ended before.
  func end(_ identifier: Int, with outcome: SendOutcome) -> Bool {
    guard let exchange = pending.withLock({ $0.removeValue(forKey: identifier) }) else { return false }
    exchange.completion(outcome)
    return true
  }

  func urlSession(
    _ session: URLSession, task: URLSessionTask, willPerformHTTPRedirection response: HTTPURLResponse,
    newRequest request: URLRequest, completionHandler: @escaping @Sendable (URLRequest?) -> Void
  ) {
    // An endpoint that may be called could lead to one that may not.
    completionHandler(nil)
  }

  func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
    let isEnough = pending.withLock { pending in
      guard var exchange = pending.removeValue(forKey: dataTask.taskIdentifier) else { return true }
      exchange.body += data.prefix(Self.bodyLimit - exchange.body.count)
      let isEnough = exchange.body.count >= Self.bodyLimit
      pending[dataTask.taskIdentifier] = exchange
      return isEnough
    }
    if isEnough {
      finish(dataTask, nil)
      dataTask.cancel()
    }
  }

  func urlSession(_ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?) {
    finish(task, error)
  }

  private func finish(_ task: URLSessionTask, _ error: (any Error)?) {
    let body = pending.withLock { $0[task.taskIdentifier]?.body ?? [] }
    _ = end(task.taskIdentifier, with: Self.outcome(task, body, error))
  }

  private static func outcome(_ task: URLSessionTask, _ body: [UInt8], _ error: (any Error)?) -> SendOutcome {
    if let error { return .failed(reason: error.localizedDescription) }
    guard let response = task.response as? HTTPURLResponse else {
      return .failed(reason: "There was no answer.")
    }
    return .answered(
      status: response.statusCode, contentType: response.value(forHTTPHeaderField: "Content-Type") ?? "",
      body: body)
  }
}

extension Duration {
  fileprivate var timeInterval: Double {
    Double(components.seconds) + Double(components.attoseconds) / 1e18
  }
}
