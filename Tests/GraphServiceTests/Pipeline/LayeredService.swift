import EntityModel
import GraphContract
import GraphService
import GraphStore
import HTTPMessages
import JSON
import Logging
import Planning
import TenantSupport
import Tenants
import Testing

/// A service of the small model with layers and rules of a test's own, and a tenant with two people and a team.
struct LayeredService {
  static let ada = SeedTenant.guid(1)
  static let bob = SeedTenant.guid(2)
  static let team = SeedTenant.guid(3)

  let seeded: SeedTenant
  let service: GraphService

  init(
    _ layers: [any Layer] = [], rules: RuleBook = RuleBook(), authentication: AuthenticationMode = .off,
    extensions: [StoreExtension] = [], derived: DerivedExpressions = DerivedExpressions(),
    hasTenant: Bool = true
  ) throws {
    seeded = try SeedTenant(rules: rules, extensions: extensions)
    try seeded.load(Self.seed)
    let model = try EntityModel.read(Array(SeedTenant.model.utf8))
    let version = ServiceVersion(
      name: "beta", model: model, schema: try StoreSchema(model: model), contracts: Contracts(),
      routes: Self.routes, derived: derived, metadata: [], numbers: PlanNumbers())
    let tenant = hasTenant ? seeded.tenant : nil
    service = GraphService(
      versions: [version], rules: rules, authentication: authentication,
      identifiers: IdentifierSource(SeededGenerator(seed: 1)), tenant: { _ in tenant }, layers: layers,
      logger: Logger(label: "test"))
  }

  private static let seed = """
    {"people": [{"id": "\(ada)", "name": "ada", "age": 4, "boss@odata.bind": "people/\(bob)"},
                {"id": "\(bob)", "name": "bob", "age": 5}],
     "teams": [{"id": "\(team)", "label": "red"}]}
    """

  private static let routes = RouteTable(
    Array(
      """
      method\tpath\tversions\tdelegated\tapplication\taccepted
      GET\t/people/{personId}/boss\tbeta\tPeople.Read\tPeople.Read.All\tPeople.Read
      POST\t/people\tbeta\tPeople.Write\tPeople.Write.All\tPeople.Write
      """.utf8))

  /// - Parameter path: below the version: `/people`.
  static func request(
    _ method: String, _ path: String, _ body: String = "", _ fields: [HeaderField] = []
  ) -> Request {
    let content = body.isEmpty ? [] : [HeaderField("Content-Type", "application/json")]
    return Request(
      method: method, target: "/beta" + path,
      headers: RequestHeaders([HeaderField("Host", "localhost:8585")] + content + fields),
      body: Array(body.utf8))
  }

  @discardableResult func send(
    _ method: String, _ path: String, _ body: String = "", _ fields: [HeaderField] = [],
    limit: RequestLimit = .none, trace: Trace? = nil
  ) -> Response {
    service.respond(to: Self.request(method, path, body, fields), limit: limit, trace: trace)
  }

  /// Sends the parts, `GET /people`, as one batch; their numbers are their ids.
  func batch(_ parts: String..., limit: RequestLimit = .none) -> Response {
    let items = parts.enumerated().map { index, part in
      let words = part.split(separator: " ", maxSplits: 1)
      return #"{"id":"\#(index + 1)","method":"\#(words[0])","url":"\#(words[1])"}"#
    }
    return send("POST", "/$batch", #"{"requests":[\#(items.joined(separator: ","))]}"#, limit: limit)
  }
}

extension Response {
  var text: String { String(decoding: body, as: UTF8.self) }

  func json() throws -> JSONValue { try JSONValue.parse(body) }

  /// Code of the error that it tells of.
  func errorCode() throws -> String? {
    try json().objectValue?["error"]?.objectValue?["code"]?.stringValue
  }

  /// `1 200` of each part of a batch.
  func parts() throws -> [String] {
    try json().objectValue?["responses"]?.arrayValue?.compactMap(\.objectValue).map { part in
      guard case .number(let status)? = part["status"] else { return "?" }
      return "\(part["id"]?.stringValue ?? "?") \(status)"
    } ?? []
  }

  func header(_ name: String) -> String? {
    headers.first { $0.name.lowercased() == name.lowercased() }?.value
  }
}

/// A layer that does what its test says.
struct Around: Layer {
  let work: @Sendable (Incoming, (Incoming) -> Response) -> Response

  init(_ work: @escaping @Sendable (Incoming, (Incoming) -> Response) -> Response) { self.work = work }

  /// One that writes down what passes it.
  init(_ name: String, into journal: Journal) {
    self.init { incoming, next in
      let part = incoming.part.map { " part \($0)" } ?? ""
      journal.add("\(name): \(incoming.request.method) \(incoming.request.target)\(part)")
      let response = next(incoming)
      journal.add("\(name): \(response.status)")
      return response
    }
  }

  func respond(to incoming: Incoming, _ next: (Incoming) -> Response) -> Response { work(incoming, next) }
}
