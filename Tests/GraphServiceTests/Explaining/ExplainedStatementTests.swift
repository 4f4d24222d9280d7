import EntityModel
import GRDB
import GraphContract
import GraphService
import GraphStore
import HTTPMessages
import JSON
import Locks
import Logging
import Planning
import TenantSupport
import Tenants
import Testing

/// What `explain` says against what SQLite is seen to run.
@Suite struct ExplainedStatementTests {
  @Test(arguments: [
    Row("people", 1), Row("people/\(ada)", 1), Row("people/ada", 1), Row("people/\(ada)/name", 1),
    Row("people/\(ada)/name/$value", 1), Row("people/\(ada)/boss", 2), Row("people/\(ada)/teams", 2),
    Row("me", 2), Row("me/teams", 3), Row("teams/$count", 1), Row("teams/\(team)/members/$count", 2),
    Row("teams/\(team)/members/$ref", 2), Row("people/\(ada)/boss/$ref", 2),
    Row("people?$filter=name eq 'ada' and age gt 3&$orderby=age desc&$top=1", 1),
    Row("people?$count=true", 2), Row("shop", 1), Row("shop/shelves", 1),
    Row("people?$select=id,name&$search=\"ada\"", 1), Row("teams/\(team)/members/test.person/\(ada)", 2),
    // What has no row is rendered by a statement of its own.
    Row("shop?$expand=shelves", 2), Row("shop/terms", 1),
    Row("people/delta?$deltatoken=latest", 0),
  ])
  func runsWhatIsExplained(_ row: Row) throws {
    let service = try TracedService()
    let explained = try service.explained(row.url)
    #expect(explained.count == row.count)
    #expect(try service.run(row.url) == explained)
  }

  /// What is run for each object is explained once.
  @Test(arguments: [
    Row("people/delta", 3), Row("people/delta?$select=name", 2), Row("people/delta?$select=name,boss", 3),
    Row("people/delta?$filter=id eq '\(ada)'", 3), Row("people/delta?$filter=id eq '\(ada)'&$select=age", 2),
  ])
  func aDeltaQueryRunsWhatIsExplained(_ row: Row) throws {
    let service = try TracedService()
    let explained = try service.explained(row.url)
    #expect(explained.count == row.count)
    var seen: Set<String> = []
    #expect(try service.run(row.url).filter { seen.insert($0).inserted } == explained)
  }

  /// The parameters are seen in the texts that SQLite expands.
  @Test(arguments: [("odata.maxpagesize=1", 2), ("odata.maxpagesize=50", 51), ("return=minimal", 101)])
  func pagesAreOfThePreferredSize(_ preference: String, _ limit: Int) throws {
    let service = try TracedService()
    let explanation = try service.explain("people", preference)
    let parameters = try #require(explanation.statements.last).parameters
    #expect(parameters.first { $0.name == "?3" }?.value == .number(limit))
    #expect(try service.run("people", preference, isExpanded: true).last?.contains(" LIMIT \(limit)") == true)
  }

  /// However many teams there are: members are not fetched team by team.
  @Test(arguments: [
    "teams?$expand=members", "teams?$expand=members($select=id)", "people?$expand=teams,boss",
  ])
  func aListWithExpansionsIsOneStatement(_ url: String) throws {
    let service = try TracedService()
    let statements = try service.run(url)
    #expect(statements.count == 1)
    #expect(statements == (try service.explained(url)))
  }

  @Test func everyParameterOfTheTextIsExplained() throws {
    let service = try TracedService()
    let explanation = try service.explain(
      "teams/\(team)/members?$filter=contains(test.person/name,'a')&$top=2")
    let parameters = try #require(explanation.statements.last).parameters
    #expect(
      parameters == [
        Explanation.Parameter(name: "?1", value: nil, meaning: "key of the row that statement 1 finds"),
        Explanation.Parameter(
          name: "?3", value: .number(3), meaning: "rows at most: one more tells of a next page"),
        Explanation.Parameter(name: "?10", value: .string("a"), meaning: "value in the query"),
      ])
  }
}

/// A request and the number of statements that answer it.
struct Row: Sendable, CustomTestStringConvertible {
  let url: String
  let count: Int

  init(_ url: String, _ count: Int) { (self.url, self.count) = (url, count) }

  var testDescription: String { url }
}

private let ada = SeedTenant.guid(1)
private let team = SeedTenant.guid(3)

/// A service whose statements are written down as SQLite runs them.
private struct TracedService {
  private let seeded: SeedTenant
  private let service: GraphService
  private let trace = Trace()

  init() throws {
    let trace = trace
    let recorder = StoreExtension { db in
      db.trace { event in
        if case .statement(let statement) = event {
          trace.add(TracedText(sql: statement.sql, expandedSQL: statement.expandedSQL))
        }
      }
    }
    seeded = try SeedTenant(extensions: [recorder])
    try seeded.load(
      """
      {"people": [{"id": "\(ada)", "name": "ada", "age": 4,
                   "boss@odata.bind": "people/\(SeedTenant.guid(2))"},
                  {"id": "\(SeedTenant.guid(2))", "name": "bob", "age": 5}],
       "teams": [{"id": "\(team)", "members@odata.bind": ["people/\(ada)"]},
                 {"id": "\(SeedTenant.guid(4))", "members@odata.bind": ["people/\(ada)", "people/bob"]}]}
      """)
    let model = try EntityModel.read(Array(Self.model.utf8))
    let version = ServiceVersion(
      name: "beta", model: model, schema: try StoreSchema(model: model), contracts: Contracts(),
      routes: .empty,
      derived: DerivedExpressions(),
      metadata: [],
      numbers: PlanNumbers())
    let tenant = seeded.tenant
    service = GraphService(
      versions: [version], rules: RuleBook(), authentication: .off,
      identifiers: IdentifierSource(SeededGenerator(seed: 1)), tenant: { _ in tenant },
      logger: Logger(label: "test"))
  }

  /// The small model with changes of people.
  private static let model = SeedTenant.model.replacing(
    "<EntitySet Name=\"people\" EntityType=\"test.person\"/>",
    with: """
      <EntitySet Name="people" EntityType="test.person">
        <Annotation Term="Org.OData.Capabilities.V1.ChangeTracking"><Record>
          <PropertyValue Property="Supported" Bool="true"/>
          <PropertyValue Property="ExpandableProperties"><Collection>
            <NavigationPropertyPath>boss</NavigationPropertyPath>
          </Collection></PropertyValue>
        </Record></Annotation></EntitySet>
      """
  ).replacing(
    "<EntityContainer ",
    with: """
      <Function Name="delta" IsBound="true"><Annotation Term="Emulator.V1.Delta" Bool="true"/>
        <Parameter Name="bindingParameter" Type="Collection(test.person)" Nullable="false"/>
        <ReturnType Type="Collection(test.person)" Nullable="false"/></Function>
      <EntityContainer 
      """)

  func explain(_ url: String, _ preference: String? = nil) throws -> Explanation {
    try service.explain(
      request(url, preference), in: seeded.tenant)
  }

  func explained(_ url: String) throws -> [String] { try explain(url).statements.map(\.sql) }

  /// The statements that answer the request; the tenant's settings are read beside them.
  func run(_ url: String, _ preference: String? = nil, isExpanded: Bool = false) throws -> [String] {
    trace.clear()
    let status = service.respond(to: request(url, preference)).status
    try #require((200..<300).contains(status), "\(url) answers \(status)")
    return trace.statements.filter {
      $0.sql.hasPrefix("SELECT t.") || $0.sql.hasPrefix("SELECT NULL") || $0.sql.contains("WITH")
    }.map { isExpanded ? $0.expandedSQL : $0.sql }
  }

  private func request(_ url: String, _ preference: String? = nil) -> Request {
    let fields =
      [HeaderField("Host", "localhost:8585")] + (preference.map { [HeaderField("Prefer", $0)] } ?? [])
    return Request(method: "GET", target: "/beta/" + url, headers: RequestHeaders(fields))
  }
}

/// A statement as SQLite runs it.
private struct TracedText: Sendable {
  let sql: String
  /// With the values of its parameters.
  let expandedSQL: String
}

/// A class because connections of several threads write to it.
private final class Trace: Sendable {
  private let texts = Lock<[TracedText]>([])

  var statements: [TracedText] { texts.withLock { $0 } }

  func add(_ text: TracedText) { texts.withLock { $0.append(text) } }

  func clear() { texts.withLock { $0 = [] } }
}
