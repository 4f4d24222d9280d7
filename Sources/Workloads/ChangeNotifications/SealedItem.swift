package import JSON

/// An item of a `changeNotificationCollection` that brings an object: whose reader is shown who sends it.
package struct SealedItem: Sendable, Hashable {
  /// Path of the subscription, with what is asked of it.
  package let subscription: String
  /// The tenant's GUID.
  package let tenant: String

  /// nil for an item that brings none.
  package init?(_ item: String) {
    // Most bring none, and a text is searched sooner than read.
    guard item.contains(#""encryptedContent""#), let members = try? JSONValue.parse(item).objectValue,
      members["encryptedContent"] != nil, let id = members["subscriptionId"]?.stringValue,
      let tenant = members["tenantId"]?.stringValue
    else { return nil }
    subscription = "/v1.0/subscriptions/\(id)?$select=applicationId"
    self.tenant = tenant
  }

  /// Id of the application that has subscribed; nil where nobody has said.
  package static func application(of subscription: JSONObject) -> String? {
    subscription["applicationId"]?.stringValue
  }
}
