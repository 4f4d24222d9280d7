import EntityModel
import GraphContract
import GraphStore
import JSON
import OData
import Planning

/// Makes the object at which clients see how something goes on. Here it is over when the answer is sent.
struct EffectStart {
  let call: EffectCall
  let task: EffectTask

  /// Where it is, from the service root: `teams/{id}/operations/{id}`.
  func place() throws -> String {
    let hops = call.target.plan.hops
    guard let index = hops.lastIndex(where: { $0.type.navigationProperty(task.navigation) != nil }),
      index < call.walked.objects.count, let owner = call.walked.objects[index],
      let collection = call.version.collection(task.navigation, of: hops[index].type),
      let home = hops[index].type.traits.home
    else { throw RoutingFailure.notImplemented("what the operation '\(call.operation.shortName)' starts") }
    let value = try EffectValues(call: call, object: nil).value(task.value, as: nil) ?? [:]
    let made = try CreateRequest(target: call.target).create(
      value, collection, Resolver.Walked(objects: Array(call.walked.objects[...index])), call.transaction)
    return "\(home)/\(owner.id.percentEncoded)/\(task.navigation)/\(made.id.percentEncoded)"
  }
}
