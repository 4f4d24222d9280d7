import GraphEmulatorKit
import GraphService
import GraphStore
import HTTPMessages
import Testing

/// Filters that ask for a computed value again and again compute it once for each object.
@Suite struct ComputedValueCostTests {
  private static let exchange = "4b9405b0-7788-4568-add1-99614e613b69"
  private static let adele = "11111111-0000-4000-8000-000000000001"
  private static let alex = "11111111-0000-4000-8000-000000000002"

  private static let tenant = Result {
    try TestEmulator(
      """
      {"users":[{"id":"\(adele)","userPrincipalName":"adele@contoso.example"},
                {"id":"\(alex)","userPrincipalName":"alex@contoso.example"}],
       "admin":{"cloudLicensing":{
         "allotments":[{"id":"pool","allottedUnits":1,"skuId":"\(exchange)"}],
         "assignments":[{"allotment@odata.bind":"admin/cloudLicensing/allotments/pool",
           "assignedTo@odata.bind":"users/\(adele)"}]}}}
      """)
  }

  private static func holds(_ sku: String) -> String { "assignedLicenses/any(s:s/skuId eq \(sku))" }

  /// Of products that nobody has.
  private static func others(_ count: Int) -> [String] {
    (0..<count).map { holds("c42b9e2a-0000-4000-8000-0000000000\($0 < 10 ? "0" : "")\($0)") }
  }

  private func run(_ filter: String, on set: String) throws -> (body: String, statements: [TracedStatement]) {
    let target = "/beta/\(set)?$count=true&$select=id&$filter=\(filter)".replacing(" ", with: "%20")
    let fields = [
      HeaderField("Host", "localhost:8585"), HeaderField("Authorization", "Bearer test"),
      HeaderField("ConsistencyLevel", "eventual"),
    ]
    let trace = Trace(.complete)
    let response = try Self.tenant.get().core.service.respond(
      to: Request(method: "GET", target: target, headers: RequestHeaders(fields)), trace: trace)
    #expect(response.status == 200)
    return (String(decoding: response.body, as: UTF8.self), trace.record.statements.filter { $0.plan != nil })
  }

  private func steps(_ statements: [TracedStatement]) -> Int { statements.reduce(0) { $0 + $1.steps } }

  @Test(
    arguments: [
      (others(14) + [holds(exchange)], " or ", [adele]), (others(15), " or ", []),
      ([holds(exchange), holds(exchange)] + others(12).map { "not \($0)" }, " and ", [adele]),
      (others(14).map { "not \($0)" }, " and ", [adele, alex]),
      (
        ["not(\(holds(exchange)))"] + others(6).map { "(startswith(displayName,'a') and not \($0))" },
        " and ", [alex]
      ),
    ] as [([String], String, [String])])
  func onceForEachObject(_ conditions: [String], _ word: String, _ found: [String]) throws {
    let many = try run("(\(conditions.joined(separator: word))) and startswith(displayName,'a')", on: "users")
    let objects = found.map { #"{"id":"\#($0)"}"# }.joined(separator: ",")
    #expect(many.body.hasSuffix(#""@odata.count":\#(found.count),"value":[\#(objects)]}"#), "\(many.body)")
    let expansions = many.statements.map { $0.sql.split(separator: "\"user.assignedLicenses\"").count - 1 }
    #expect(expansions == [1, 1])
    let one = try run("\(Self.holds(Self.exchange)) and startswith(displayName,'a')", on: "users")
    #expect(steps(many.statements) < 2 * steps(one.statements) + 2_000)
  }

  /// The rows of a view are computed too, and their properties are read by each condition.
  @Test func rowsOfViews() throws {
    let conditions = (0..<15).map { "skuId eq c42b9e2a-0000-4000-8000-0000000000\(10 + $0)" }
    let path = "users/\(Self.adele)/cloudLicensing/usageRights"
    let many = try run((conditions + ["skuId eq \(Self.exchange)"]).joined(separator: " or "), on: path)
    #expect(many.body.contains(#""@odata.count":1,"#), "\(many.body)")
    let reads = many.statements.filter { $0.sql.contains("FROM \"usageRight\" t") }
    #expect(reads.map { $0.sql.split(separator: "t.properties AS value").count } == [2, 2])
  }
}
