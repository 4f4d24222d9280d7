import GraphStore
import JSON
import Seeding
import Tenants
import TenantSupport
import Testing
import Workloads

@Suite("Settings, clock and client applications of a seed")
struct SeedOptionsTests {
  /// The settings of all workloads, without their tables.
  private static let workloads = WorkloadList.all(products: ProductCatalog([])).all.map {
    StoreExtension(settings: $0.settings)
  }

  private static let plan = "9aaf7827-d63c-4b61-89c3-182f06f82e5c"
  private static let product = "efb87545-963c-4e0d-99df-69c6916d9eb0"

  @Test(
    "are checked by key",
    arguments: [
      (
        #"{"settings":{"overcapacity":"wait"}}"#,
        "1.json: $.settings.overcapacity: there is no 'overcapacity'; there are batch, capabilities, consistency, entitlement, groupNaming, intune, licenseRules, operations, overCapacity, pageSize, processing, randomSeed, servicePlanStatus, signIn, strict, throttling"
      ),
      (
        #"{"settings":{"overCapacity":"maybe"}}"#,
        "1.json: $.settings.overCapacity: one of service, wait, reject expected"
      ),
      (#"{"settings":{"pageSize":0}}"#, "1.json: $.settings.pageSize: an integer from 1 to 999 expected"),
      (
        #"{"settings":{"licenseRules":{"excludes":[["\#(plan)","\#(product)"],"b"]}}}"#,
        "1.json: $.settings.licenseRules.excludes[1]: an array expected"
      ),
      (
        #"{"settings":{"licenseRules":{"failures":[{"principal":"users/a@b","skuId":"\#(plan)"},{"x":5}]}}}"#,
        "1.json: $.settings.licenseRules.failures[1].x: there is no 'x'; there are code, message, principal, skuId"
      ),
      (
        #"{"settings":{"licenseRules":{"failures":[{"principal":"users/a@b"}]}}}"#,
        "1.json: $.settings.licenseRules.failures[0]: 'skuId' is missing"
      ),
      (#"{"settings":{"signIn":{"user":1}}}"#, "1.json: $.settings.signIn.user: a string expected"),
      (
        #"{"settings":{"signIn":{}}}"#,
        "1.json: $.settings.signIn: at least one of autoApprove, user expected"
      ),
      (
        #"{"settings":{"licenseRules":{"excludes":[["\#(plan)"]]}}}"#,
        "1.json: $.settings.licenseRules.excludes[0]: an array of 2 elements expected"
      ),
      (
        #"{"settings":{"servicePlanStatus":{"exchange":"Error"}}}"#,
        "1.json: $.settings.servicePlanStatus.exchange: a GUID expected"
      ),
      (
        #"{"settings":{"licenseRules":{"failures":[{"principal":"adele","skuId":"\#(plan)"}]}}}"#,
        "1.json: $.settings.licenseRules.failures[0].principal: a path such as users/{id}, with an id or a sign-in name, expected"
      ),
      (#"{"settings":[]}"#, "1.json: $.settings: an object expected"),
      (#"{"clock":{}}"#, "1.json: $.clock: 'mode' is missing"),
      (
        #"{"clock":{"mode":"offset","offset":"1d"}}"#,
        "1.json: $.clock.offset: a duration such as P1DT2H expected"
      ),
      (#"{"clock":{"mode":"offset"}}"#, "1.json: $.clock: 'offset' is missing"),
      (
        #"{"clock":{"mode":"frozen","now":"noon"}}"#,
        "1.json: $.clock.now: a time such as 2026-01-31T08:15:30Z expected"
      ),
      (#"{"clientApplications":[{"name":"a"}]}"#, "1.json: $.clientApplications[0]: 'clientId' is missing"),
      (
        #"{"clientApplications":[{"clientId":"a","type":"open"}]}"#,
        "1.json: $.clientApplications[0].type: one of confidential, public expected"
      ),
      (
        #"{"clientApplications":[{"clientId":"a","secret":""}]}"#,
        "1.json: $.clientApplications[0].secret: a text expected that is not empty"
      ),
    ])
  func checked(seed: String, sentence: String) throws {
    #expect(try SeedTenant(extensions: Self.workloads).mistake(seed) == sentence)
  }

  @Test(
    "list each application once",
    arguments: [
      (#"{"clientApplications":[{"clientId":""}]}"#, "[0].clientId: a text expected that is not empty"),
      (#"{"clientApplications":[{"clientId":"a"},{"clientId":"A"}]}"#, "[1].clientId: 'A' is listed twice"),
      (
        #"{"clientApplications":[{"clientId":"9a1d3c1e-2f4b-4a6c-8d70-5b6f7a8c9d01"},{"clientId":"b"},{"clientId":"9A1D3C1E-2F4B-4A6C-8D70-5B6F7A8C9D01"}]}"#,
        "[2].clientId: '9A1D3C1E-2F4B-4A6C-8D70-5B6F7A8C9D01' is listed twice"
      ),
    ])
  func listedOnce(seed: String, sentence: String) throws {
    #expect(try SeedTenant().mistake(seed) == "1.json: $.clientApplications" + sentence)
  }

  @Test("ask those who know for what applications list")
  func applicationsChecked() throws {
    let checks = ApplicationChecks { text, list in text == "bad" ? "no \(list) '\(text)'" : nil }
    let seed = try SeedTenant(applicationChecks: checks)
    for list in ["delegated", "application", "redirectUris", "certificates"] {
      #expect(
        try seed.mistake(
          #"{"clientApplications":[{"clientId":"a","\#(list)":["bad"]}]}"#,
          #"{"clientApplications":[{"clientId":"b"},{"clientId":"c","\#(list)":["good","bad"]}]}"#)
          == "1.json: $.clientApplications[0].\(list)[0]: no \(list) 'bad'")
      #expect(
        try seed.mistake(
          #"{"clientApplications":[{"clientId":"a","\#(list)":["good"]}]}"#,
          #"{"clientApplications":[{"clientId":"b"},{"clientId":"c","\#(list)":["good","bad"]}]}"#)
          == "2.json: $.clientApplications[1].\(list)[1]: no \(list) 'bad'")
    }
    #expect(try seed.state() == "{}")
  }

  @Test("are merged by key, and by client id; null takes a setting back")
  func merged() throws {
    let seed = try SeedTenant(extensions: Self.workloads)
    try seed.load(
      #"{"settings":{"strict":true,"pageSize":5},"clientApplications":[{"clientId":"a","secret":"s","delegated":["X"]}]}"#,
      #"{"settings":{"overCapacity":"reject","signIn":{"user":"ada@contoso.example"}}}"#)
    try seed.load(
      #"{"settings":{"strict":null,"pageSize":6},"clientApplications":[{"clientId":"b"},{"clientId":"A","name":"A","secret":null}]}"#
    )
    #expect(
      try seed.state() == """
        {"clientApplications":[{"clientId":"a","name":"A","delegated":["X"]},{"clientId":"b"}],\
        "settings":{"pageSize":6,"signIn":{"user":"ada@contoso.example"},"overCapacity":"reject"}}
        """)
  }

  @Test("count for the load itself")
  func countAtOnce() throws {
    struct Noting: EntityRule {
      let types = ["test.person"]
      func willInsert(_ new: inout NewEntity, _ transaction: WriteTransaction) throws {
        let isStrict = transaction.settings.engine.isStrict
        new.properties["secret"] = .string("\(isStrict) \(transaction.moment.seconds)")
      }
    }
    var rules = RuleBook()
    rules.add([Noting()])
    let seed = try SeedTenant(rules: rules)
    try seed.load(
      #"{"people":[{"id":"\#(SeedTenant.guid(1))","name":"a"}],"settings":{"strict":true},"clock":{"mode":"frozen","now":"2020-02-02T00:00:00Z"}}"#
    )
    #expect(
      try seed.state() == """
        {"people":[{"id":"\(SeedTenant.guid(1))","name":"a","secret":"true 2020-02-02T00:00:00Z"}],\
        "clock":{"mode":"frozen","now":"2020-02-02T00:00:00Z"},"settings":{"strict":true}}
        """)
    #expect(seed.tenant.clock.now.seconds == "2020-02-02T00:00:00Z")
  }

  @Test("set the clock again when a store is opened")
  func resumed() throws {
    let seed = try SeedTenant()
    try seed.load(#"{"clock":{"mode":"offset","offset":"-PT1H"}}"#)
    #expect(seed.tenant.clock.now.seconds == "2026-01-31T07:15:30Z")
    seed.tenant.clock.mode = .real
    try seed.tenant.resumeClock()
    #expect(seed.tenant.clock.mode == .offset(ticks: -3600 * 10_000_000))
  }
}
