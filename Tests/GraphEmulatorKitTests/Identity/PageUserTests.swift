import GRDB
import GraphEmulatorKit
import GraphStore
import Locks
import Tenants
import Testing

@testable import Identity
@testable import Workloads

@Suite("Who can be chosen on the sign-in page is read at once")
struct PageUserTests {
  @Test func oneStatementHoweverManyThereAre() throws {
    let users = (1...50).map { #"{"userPrincipalName":"u\#($0)@contoso.example","displayName":"U\#($0)"}"# }
    let members = (1...50).map { #""users/u\#($0)@contoso.example""# }.joined(separator: ",")
    let emulator = try TestEmulator(
      """
      {"users":[\(users.joined(separator: ",")),
                {"userPrincipalName":"off@contoso.example","accountEnabled":false}],
       "groups":[{"displayName":"All","members@odata.bind":[\(members)]}]}
      """)
    let tenant = try #require(emulator.core.tenants.mainTenant)
    let statements = Statements()
    // Which tables there are is asked beside it, once.
    let found = try tenant.store.inspect(moment: tenant.clock.now) { transaction in
      transaction.db.trace { event in
        if "\(event)".contains("directoryObject") { statements.count.withLock { $0 += 1 } }
      }
      defer { transaction.db.trace() }
      return try DirectoryReader(transaction: transaction, names: .directory()).pageUsers(limit: 100)
    }
    #expect(statements.count.withLock { $0 } == 1)
    #expect(found.map(\.principalName) == (1...50).map { "u\($0)@contoso.example" } + ["off@contoso.example"])
    #expect(found.map(\.displayName) == (1...50).map { "U\($0)" } + ["off"])
    #expect(found.map(\.isEnabled) == Array(repeating: true, count: 50) + [false])
  }

  private final class Statements: Sendable {
    let count = Lock(0)
  }
}
