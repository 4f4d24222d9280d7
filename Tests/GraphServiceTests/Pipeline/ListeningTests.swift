import EntityModel
import GRDB
import GraphService
import GraphStore
import HTTPMessages
import TenantSupport
import Testing

/// Who has a trace and who has none, and that explaining runs nothing.
@Suite("Who listens to a request") struct ListeningTests {
  /// Writes down whether the transaction of a request has a trace.
  private struct Ear: EntityRule {
    let types = ["test.person"]
    let journal: Journal

    func didInsert(_ entity: Entity, _ transaction: WriteTransaction) throws {
      if transaction.origin == .request { journal.add(transaction.trace == nil ? "nobody" : "somebody") }
    }
  }

  private func rules(_ journal: Journal) -> RuleBook {
    var rules = RuleBook()
    rules.add([Ear(journal: journal)])
    return rules
  }

  private let body = #"{"name": "cyd"}"#

  @Test func nobodyListens() throws {
    let journal = Journal()
    let layered = try LayeredService(
      [
        Around { incoming, next in
          journal.add(incoming.trace == nil ? "no trace" : "a trace")
          return next(incoming)
        }
      ], rules: rules(journal))
    #expect(layered.send("POST", "/people", body).status == 201)
    #expect(journal.lines == ["no trace", "nobody"])
  }

  @Test func aLayerListens() throws {
    let journal = Journal()
    let trace = Trace(.complete)
    let layered = try LayeredService(
      [
        Around { incoming, next in
          var incoming = incoming
          incoming.trace = trace
          return next(incoming)
        }
      ], rules: rules(journal))
    #expect(layered.send("POST", "/people", body).status == 201)
    #expect(journal.lines == ["somebody"])
    #expect(trace.record.changes.count == 1)
  }

  /// Whoever wants to know of the parts of a batch listens to each.
  @Test func partsAreListenedToOneByOne() throws {
    let traces = [Trace(.complete), Trace(.complete)]
    let layered = try LayeredService([
      Around { incoming, next in
        var incoming = incoming
        if let part = incoming.part { incoming.trace = traces[part - 1] }
        return next(incoming)
      }
    ])
    #expect(try layered.batch("GET /people/ada", "GET /teams").parts() == ["1 200", "2 200"])
    #expect(traces.map(\.record.path) == ["people('ada')", "teams"])
  }

  // MARK: Without rows

  /// The statements on tables of objects that SQLite is seen to run.
  private func statements(_ work: (LayeredService) throws -> Void) throws -> [String] {
    let journal = Journal()
    let recorder = StoreExtension { db in
      db.trace { event in if case .statement(let statement) = event { journal.add(statement.sql) } }
    }
    let layered = try LayeredService(extensions: [recorder])
    journal.clear()
    try work(layered)
    return journal.lines.filter { $0.contains("\"being\"") && !$0.hasPrefix("EXPLAIN") }
  }

  private static let targets = [
    ("GET", "/people"), ("GET", "/people/ada/boss"), ("GET", "/people/ada/name"), ("GET", "/people/$count"),
    ("GET", "/people?$expand=boss"), ("POST", "/people"), ("PATCH", "/people/ada"), ("DELETE", "/people/ada"),
  ]

  @Test(arguments: Self.targets) func explainingRunsNoStatement(_ method: String, _ path: String) throws {
    let content = method == "GET" || method == "DELETE" ? "" : body
    let seen = try statements { layered in
      let request = LayeredService.request(method, path, content)
      let explanation = try layered.service.explain(request, in: layered.seeded.tenant)
      #expect(!explanation.statements.isEmpty || method == "POST")
    }
    #expect(seen == [])
    let answered = try statements { layered in
      #expect(layered.send(method, path, content).status < 300)
    }
    #expect(!answered.isEmpty)
  }

  @Test(arguments: Self.targets) func aTraceWithoutRowsRunsNoStatement(_ method: String, _ path: String)
    throws
  {
    let content = method == "GET" || method == "DELETE" ? "" : body
    let trace = Trace(.withoutRows)
    let seen = try statements { layered in
      #expect(layered.send(method, path, content, trace: trace).status < 300)
      let ids = try layered.seeded.ids(in: "being")
      #expect(ids.count == 3)
    }
    #expect(seen == [])
    #expect(trace.record.path != nil)
    #expect(trace.record.changes.isEmpty)
    #expect(trace.record.rules.isEmpty)
  }
}
