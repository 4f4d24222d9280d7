import GraphEmulatorKit
import TestSupport
import Testing

/// Every operation of the official SDKs as a request, where somebody has the metadata (docs/metadata.md): which share is
/// known and imitated. A 404 for an object that is not there counts as known, and so does a 400 for what the body lacks.
@Suite(
  .serialized, .enabled(if: PublishedFolder.isThere, "GRAPH_METADATA names no folder with published metadata")
)
struct SDKOperationTests {
  struct Case: CustomTestStringConvertible {
    let version: MetadataFile.Version
    let model: String
    let paths: String
    let operations: String
    /// Of what answers.
    let floor: Double

    var testDescription: String { "\(model), \(operations)" }
  }

  private static let v1 = ("v1.0-Prod.csdl.gz", "sdk-paths-v1.tsv.gz")
  private static let beta = ("beta-from-sdk.csdl.gz", "sdk-paths-beta.tsv.gz")

  @Test(arguments: [
    Case(version: .v1, model: v1.0, paths: v1.1, operations: "stub", floor: 0.975),
    Case(version: .v1, model: v1.0, paths: v1.1, operations: "notImplemented", floor: 0.93),
    Case(version: .beta, model: beta.0, paths: beta.1, operations: "stub", floor: 0.998),
  ]) func theyAnswer(one: Case) throws {
    let operations = try SDKOperation.all(PublishedFolder.file(one.paths))
    let tenant = try tenant(one)
    var statuses: [Int: Int] = [:]
    var answered = 0
    for operation in operations {
      let reply = tenant.send(operation.method, operation.path, operation.body)
      statuses[reply.status, default: 0] += 1
      if isAnswer(reply) { answered += 1 }
      #expect(reply.status != 500, "\(operation.method) \(operation.path): \(reply.text)")
    }
    let share = Double(answered) / Double(operations.count)
    print(
      "\(one.testDescription): \(answered) of \(operations.count), \(statuses.sorted { $0.key < $1.key })")
    #expect(share >= one.floor, "\(share)")
  }

  private func tenant(_ one: Case) throws -> PublishedTenant {
    let user = #"{"id":"\#(SDKOperation.user)","userPrincipalName":"ada@contoso.example"}"#
    return try PublishedTenant(
      #"{"users":[\#(user)],"settings":{"operations":"\#(one.operations)"}}"#,
      MetadataFile(version: one.version, path: PublishedFolder.file(one.model)))
  }

  private func isAnswer(_ reply: Reply) -> Bool {
    guard ![500, 501].contains(reply.status) else { return false }
    return reply.status != 400 || reply.message?.contains("for the segment") != true
  }
}
