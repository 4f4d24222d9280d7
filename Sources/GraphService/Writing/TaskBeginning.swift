import EntityModel
import GraphContract
import GraphStore
import JSON
import OData
import Planning

/// Makes the object at which clients see how a change goes on that takes time in the service.
struct TaskBeginning {
  private let target: Target
  private let task: BegunTask

  /// nil where the changed value says nothing of that.
  init?(_ target: Target, _ hop: PathPlan.Hop) {
    guard case .none = target.path.suffix, let task = hop.navigation?.traits.begun else { return nil }
    (self.target, self.task) = (target, task)
  }

  /// - Parameter walked: ends with the object that contains the value.
  /// - Returns: the id of what was made.
  func begin(_ walked: Resolver.Walked, _ transaction: WriteTransaction) throws -> String {
    guard let hop = target.plan.hops.dropLast().last, let owner = walked.objects.last.flatMap(\.self),
      let collection = target.version.collection(task.navigation, of: hop.type),
      let table = target.version.table(of: hop.type),
      let entity = try transaction.entity(key: owner.key, in: table)
    else { throw RoutingFailure.notImplemented("what a change of '\(task.navigation)' begins") }
    let made = try CreateRequest(target: target, in: collection).create(
      .object(task.properties), collection, walked, transaction)
    _ = try transaction.update(entity) { entity in
      for member in task.ownerProperties.members { entity.properties[member.name] = member.value }
    }
    return made.id
  }

  func answer(_ id: String) -> Answer {
    let context = target.context
    let above = String(context.path).split(separator: "/").dropLast().joined(separator: "/")
    return Answer(
      status: 202,
      location: ObjectURL(set: "\(context.base)/\(above.legalInURI)/\(task.navigation)", id: id).text)
  }
}
