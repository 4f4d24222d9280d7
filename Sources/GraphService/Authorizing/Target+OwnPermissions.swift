import GraphContract
import Planning

extension Target {
  /// Of the token's permissions none counts here but those with which users do what concerns them alone.
  var hasOwnPermissionsOnly: Bool {
    let own = contract.conventions.ownPermissions
    guard !own.isEmpty, case .delegated(let held) = context.caller.rights,
      let route = plan.route(covering: context.method.name, path)
    else { return false }
    let table = version.permissions
    let counting = table.accepted(by: route, .delegated).sufficient.numbers.filter(held.contains)
    let ownNumbers = own.compactMap(table.names.number)
    return !counting.isEmpty && counting.allSatisfy(ownNumbers.contains)
  }
}
