import Dispatch
import Foundation

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// The program itself, as a user starts it.
///
/// A class because it ends with the test that holds it.
final class ServerProcess {
  private let process = Process()
  private let output = Pipe()
  private let errors = Pipe()
  private var url = ""

  /// Starts `graph-emulator serve` on a free port, unless the arguments name one, and without HTTPS, unless they name a
  /// port of it.
  ///
  /// - Parameters:
  ///   - limits: commands of a shell that come first: `umask 000`.
  ///   - isSecure: whether there is HTTPS is for the arguments and variables to say.
  init(
    _ arguments: [String], variables: [String: String] = [:], limits: String = ":", isSecure: Bool = false
  ) throws {
    let isPlain = !isSecure && !arguments.contains("--https-port")
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments =
      ["-c", "\(limits); exec \"$0\" \"$@\"", try Self.program.path, "serve", "--log-level", "critical"]
      + (arguments.contains("--port") ? [] : ["--port", "0"])
      + (isPlain ? ["--no-https"] : []) + arguments
    process.environment = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("GRAPH_EMULATOR_") }
      .merging(variables) { $1 }
    process.standardOutput = output
    process.standardError = errors
    try process.run()
  }

  deinit { process.terminate() }

  struct Missing: Error, CustomStringConvertible {
    let description: String
  }

  /// What ends it cleanly. Under `nohup` nobody hangs up.
  static var endingSignals: [Int32] {
    var action = sigaction()
    sigaction(SIGHUP, nil, &action)
    let isIgnored = unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self) == 1
    return isIgnored ? [SIGTERM, SIGINT] : [SIGTERM, SIGINT, SIGHUP]
  }

  /// The program lies beside the tests.
  static var program: URL {
    get throws {
      let root = (0..<4).reduce(URL(filePath: #filePath)) { path, _ in path.deletingLastPathComponent() }
      let folders = [
        URL(filePath: CommandLine.arguments.first ?? "").deletingLastPathComponent(), Bundle.main.bundleURL,
        root.appending(path: ".build/debug"),
      ]
      let candidates = folders.map { $0.appending(path: "graph-emulator") }
      guard let found = candidates.first(where: { FileManager.default.isExecutableFile(atPath: $0.path) })
      else {
        throw Missing(description: "no graph-emulator beside the tests: \(candidates.map(\.path))")
      }
      return found
    }
  }

  // MARK: Its life

  /// Waits for the line that says where it listens, and returns it with what came along.
  @discardableResult func waitUntilItListens() throws -> String {
    var line: [UInt8] = []
    while !line.contains(0x0A) {
      let bytes = output.fileHandleForReading.availableData
      guard !bytes.isEmpty else { throw Missing(description: "it ended: \(errorText())") }
      line += bytes
    }
    let text = String(decoding: line, as: UTF8.self)
    url = String(text.prefix { $0 != "\n" }.dropFirst("Listening on ".count))
    return text
  }

  var port: Int { client.port }

  /// Sends a signal and waits for the end; the status is the signal's number when it was killed.
  func end(with signal: Int32) -> Int32 {
    kill(process.processIdentifier, signal)
    return waitForEnd()
  }

  func waitForEnd() -> Int32 {
    process.waitUntilExit()
    return process.terminationStatus
  }

  /// Whatever it wrote, once it has ended.
  func outputText() -> String {
    String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
  }

  func errorText() -> String {
    String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
  }

  /// What talks to it; it may be used after this process has ended.
  var client: HTTPClient { HTTPClient(url: url) }
}

/// Sends requests to a server over a socket and waits for each answer.
struct HTTPClient: Sendable {
  /// `http://127.0.0.1:8585`
  let url: String

  var port: Int { Int(url.split(separator: ":").last ?? "") ?? 0 }

  struct Answer: Sendable {
    let status: Int
    let text: String
  }

  /// - Parameter version: what stands before the path.
  /// - Throws: when there is no answer, as from a server that was killed.
  @discardableResult func send(
    _ method: String, _ path: String, _ body: String? = nil, headers: [String: String] = [:],
    version: String = "/beta"
  ) throws -> Answer {
    let results = Collected<Result<Answer, any Error>>()
    let done = DispatchSemaphore(value: 0)
    URLSession.shared.dataTask(with: try request(method, version + path, body, headers)) {
      bytes, response, error in
      if let response = response as? HTTPURLResponse {
        results.add(
          .success(
            Answer(status: response.statusCode, text: String(decoding: bytes ?? Data(), as: UTF8.self))))
      } else {
        results.add(.failure(error ?? ServerProcess.Missing(description: "no answer")))
      }
      done.signal()
    }.resume()
    // Waiting keeps the test on its thread: one that was suspended would hold its server until all others ended.
    done.wait()
    guard let result = results.all.first else { throw ServerProcess.Missing(description: "no answer") }
    return try result.get()
  }

  private func request(
    _ method: String, _ path: String, _ body: String?, _ headers: [String: String]
  ) throws -> URLRequest {
    guard let target = URL(string: url + path) else {
      throw ServerProcess.Missing(description: path)
    }
    var request = URLRequest(url: target, timeoutInterval: 20)
    request.httpMethod = method
    request.setValue("Bearer test", forHTTPHeaderField: "Authorization")
    for (name, value) in headers { request.setValue(value, forHTTPHeaderField: name) }
    if let body {
      request.setValue("application/json", forHTTPHeaderField: "Content-Type")
      request.httpBody = Data(body.utf8)
    }
    return request
  }
}

/// A folder that goes with the test.
///
/// A class because its end removes the folder.
final class TemporaryFolder {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "/graph-emulator-test-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Writes a file and returns its path.
  func file(_ name: String, _ text: String) throws -> String {
    try Data(text.utf8).write(to: URL(filePath: "\(path)/\(name)"))
    return "\(path)/\(name)"
  }
}
