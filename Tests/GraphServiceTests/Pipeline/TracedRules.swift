import GraphContract
import GraphStore

/// Rules that decide something and refuse somebody.
enum TracedRules {
  static var book: RuleBook {
    var book = RuleBook()
    book.add([WelcomeRule(), MembershipRule(), CountingRule()])
    return book
  }

  /// Welcomes everybody but mallory.
  struct WelcomeRule: EntityRule {
    let types = ["test.person"]

    func didInsert(_ entity: Entity, _ transaction: WriteTransaction) throws {
      let name = entity.string("name") ?? ""
      guard name != "mallory" else { throw GraphError(409, "Unwelcome", "'mallory' is not welcome.") }
      transaction.trace?.decide("'\(name)' is welcome")
    }
  }

  struct MembershipRule: LinkRule { let links = ["team_members"] }

  struct CountingRule: CommitRule { func willCommit(_ transaction: WriteTransaction) throws {} }
}
