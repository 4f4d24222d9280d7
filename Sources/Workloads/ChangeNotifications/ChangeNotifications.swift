import GraphContract
import GraphStore

extension Workload {
  /// Who is told what has changed: subscriptions, and the messages that they come to (graph-platform 5.4).
  ///
  /// Any entity set whose changes the model tracks can be subscribed to; no type of it is known here by name.
  package static var changeNotifications: Workload {
    var workload = Workload("changeNotifications")
    workload.rules = [SubscriptionRule(), SubscriptionSchedule(), ChangeNotifier()]
    workload.operations = [Reauthorize()]
    workload.outsideSets = ["subscriptions"]
    workload.secretMembers = [SecretMember("clientState")]
    workload.secretPlaces = [SecretPlace("subscriptions")]
    workload.derived = DerivedExpressions(["subscription.visible": OwnSubscription.expression])
    workload.parts = [SubscriptionTable.part]
    return workload
  }
}
