import GraphContract
import GraphStore

extension Workload {
  /// Who is told what has changed: subscriptions, and the messages that they come to (graph-platform 5.4).
  ///
  /// Any entity set whose changes the model tracks can be subscribed to, and any collection of which it says so; no type
  /// of them is known here by name.
  package static var changeNotifications: Workload {
    var workload = Workload("changeNotifications")
    workload.rules = [SubscriptionRule(), SubscriptionSchedule(), ChangeNotifier()]
    workload.operations = [Reauthorize()]
    workload.outsideSets = ["subscriptions"]
    workload.secretMembers = [SecretMember("clientState")]
    workload.secretPlaces = [SecretPlace("subscriptions")]
    workload.derived = DerivedExpressions(["subscription.visible": OwnSubscription.expression])
    workload.parts = [SubscriptionTable.part, PlaceTable.part]
    return workload
  }
}
