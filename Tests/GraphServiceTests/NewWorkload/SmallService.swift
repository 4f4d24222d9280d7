import EntityModel
import Foundation
import GRDB
import GraphService
import GraphStore
import HTTPMessages
import JSON
import Logging
import Planning
import Tenants
import Workloads

/// A service of one version with one tenant, made of a model and workloads of the test's own.
///
/// A class because its file goes when the test is done.
final class SmallService {
  private let service: GraphService
  private let tenant: Tenant
  private let folder: URL

  /// - Parameter groundwork: the part of the model that stores have from their beginning; nil: all of it.
  init(
    _ workloads: WorkloadList = WorkloadList([]), model document: String, groundwork: String? = nil
  ) throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "small-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let model = try EntityModel.read(Array(document.utf8))
    let schema = try StoreSchema(
      model: model, groundwork: groundwork.map { try EntityModel.read(Array($0.utf8)) },
      views: workloads.all.flatMap(\.views))
    let version = ServiceVersion(
      name: "beta", model: model, schema: schema, contracts: workloads.contracts, routes: .empty,
      derived: workloads.derived, metadata: [], numbers: PlanNumbers())
    let store = try TenantStore(
      path: folder.appending(path: "tenant.sqlite").path, schema: schema, rules: workloads.rules,
      extensions: workloads.storeExtensions, identifiers: IdentifierSource(SeededGenerator(seed: 2)))
    let now = Moment(unixSeconds: 1_769_847_330)
    let tenant = try Tenant(name: .usual, store: store, clock: TenantClock(wall: { now }))
    self.tenant = tenant
    service = GraphService(
      versions: [version], rules: workloads.rules, authentication: .off,
      identifiers: IdentifierSource(SeededGenerator(seed: 1)), tenant: { _ in tenant },
      logger: Logger(label: "test"))
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  func set(_ settings: JSONObject) throws { _ = try tenant.change(settings: settings) }

  /// Moves the tenant's clock, which stands still otherwise.
  func advance(seconds: Int64) throws {
    try tenant.change(clock: .advance(ticks: seconds * 10_000_000), path: "$")
  }

  func send(_ method: String, _ path: String, _ body: String? = nil) -> SmallReply {
    SmallReply(
      respond(
        method, path, Array((body ?? "").utf8),
        body == nil ? [] : [HeaderField("Content-Type", "application/json")]))
  }

  func respond(_ method: String, _ path: String, _ body: [UInt8], _ fields: [HeaderField]) -> Response {
    service.respond(
      to: Request(
        method: method, target: "/beta\(path)",
        headers: RequestHeaders([HeaderField("Host", "localhost:8585")] + fields), body: body))
  }

  /// How many rows a table of the tenant's database has.
  func rowCount(_ table: String) throws -> Int? {
    try tenant.store.direct { db in try Int.fetchOne(db, sql: "SELECT count(*) FROM \(table)") }
  }
}

/// A response as these tests look at it.
struct SmallReply {
  let status: Int
  let text: String
  /// Nothing that anybody makes stands behind it.
  let isStub: Bool
  private let headers: [HeaderField]

  init(_ response: Response) {
    status = response.status
    headers = response.headers
    isStub = response.headers.contains { $0.name == "x-emulator-stub" && $0.value == "1" }
    text = String(decoding: response.body, as: UTF8.self)
  }

  func header(_ name: String) -> String? { headers.first { $0.name == name }?.value }

  /// Null for a body that is no JSON, which no test expects.
  var json: JSONValue { (try? JSONValue.parse(text)) ?? .null }

  var items: [JSONObject] { json.objectValue?["value"]?.arrayValue?.compactMap(\.objectValue) ?? [] }

  private var error: JSONObject? { json.objectValue?["error"]?.objectValue }

  var code: String? { error?["code"]?.stringValue }

  var message: String? { error?["message"]?.stringValue }
}
