import EntityModel
import GraphStore
import JSON

/// Notes what a change may mean for dynamic groups.
struct DynamicMembershipTriggers: EntityRule {
  let types = [DirectoryType.user, DirectoryType.device, DirectoryType.group]

  func didInsert(_ entity: Entity, _ transaction: WriteTransaction) throws { note(entity, transaction) }

  func didUpdate(_ old: Entity, _ new: Entity, _ transaction: WriteTransaction) throws {
    guard old.properties != new.properties else { return }
    guard new.type.name != DirectoryType.group || Self.ruleChanged(old, new) else { return }
    note(new, transaction)
  }

  func didRestore(_ entity: Entity, _ transaction: WriteTransaction) throws { note(entity, transaction) }

  private func note(_ entity: Entity, _ transaction: WriteTransaction) {
    guard entity.deleted == nil else { return }
    let work = DynamicMembershipWork.of(transaction)
    if entity.type.name != DirectoryType.group {
      work.changedObjects.insert(entity.key)
    } else if entity.hasDynamicMembership {
      work.changedGroups.insert(entity.key)
    }
  }

  private static func ruleChanged(_ old: Entity, _ new: Entity) -> Bool {
    ["groupTypes", "membershipRule", "membershipRuleProcessingState"].contains {
      old.properties[$0] != new.properties[$0]
    }
  }
}

/// What a request changed for dynamic groups, until it ends.
///
/// A class because both rules of the request share it.
final class DynamicMembershipWork {
  /// Objects whose values a membership rule may ask for.
  var changedObjects: Set<Int64> = []
  /// Groups whose membership rule or its state changed.
  var changedGroups: Set<Int64> = []

  static func of(_ transaction: WriteTransaction) -> DynamicMembershipWork {
    transaction.state(DynamicMembershipWork.self) { DynamicMembershipWork() }
  }
}
