import Foundation
import GraphEmulatorKit
import HTTPMessages
import JSON
import TestSupport
import Testing

/// No request, however odd, is answered with a fault of the emulator (graph-platform 3.1).
///
/// `FUZZ_COUNT` makes a run longer.
@Suite struct RequestFuzzTests {
  private static let count = ProcessInfo.processInfo.environment["FUZZ_COUNT"].flatMap(Int.init) ?? 10_000

  @Test(arguments: RandomTest.seeds(1)) func noRequestIsAnsweredWithAFault(seed: UInt64) throws {
    let emulator = try TestEmulator.contoso()
    var generator = try RequestGenerator(RandomTest.numbers(seed: seed))
    var statuses: [Int: Int] = [:]
    for number in 0..<Self.count {
      let request = generator.next(emulator)
      let response = emulator.core.respond(to: request)
      statuses[response.status, default: 0] += 1
      let problem = Self.problem(response, isOfBytes: request.target.contains("/$value"))
      #expect(
        problem == nil,
        "\(problem ?? "") to request \(number) of seed \(seed): \(request.method) \(request.target.prefix(500)) \(String(decoding: request.body, as: UTF8.self).prefix(500)) -> \(String(decoding: response.body, as: UTF8.self).prefix(500))"
      )
    }
    print("answers by status: \(statuses.sorted { $0.key < $1.key })")
    // A generator whose requests all fail would prove nothing.
    #expect(statuses[200, default: 0] > Self.count / 20)
    #expect(statuses[400, default: 0] > Self.count / 20)
    #expect(emulator.get("/users/10000000-0000-4000-8000-000000000002").status < 500)
  }

  /// What is wrong with an answer; nil when it is one that the service could give.
  ///
  /// - Parameter isOfBytes: those of an object come back as they were sent, with the type that was said of them.
  private static func problem(_ response: Response, isOfBytes: Bool) -> String? {
    if response.status >= 500, response.status != 501 { return "status \(response.status)" }
    let type = response.headers.first { $0.name == "Content-Type" }?.value ?? ""
    if response.status >= 400 { return errorProblem(response, type) }
    if type.hasPrefix("application/json"), !isOfBytes, (try? JSONValue.parse(response.body)) == nil {
      return "broken JSON"
    }
    if response.status == 204, !response.body.isEmpty { return "a body with 204" }
    return nil
  }

  private static func errorProblem(_ response: Response, _ type: String) -> String? {
    guard type.hasPrefix("application/json"), let error = try? JSONValue.parse(response.body),
      let inner = error.objectValue?["error"]?.objectValue
    else { return "an error without its envelope" }
    guard inner["code"]?.stringValue != nil, inner["message"]?.stringValue != nil else {
      return "no code or message"
    }
    let id = response.headers.first { $0.name == "request-id" }?.value
    guard let id, inner["innerError"]?.objectValue?["request-id"]?.stringValue == id else {
      return "no request-id"
    }
    return nil
  }
}
