import GraphStore

/// `POST /subscriptions/{id}/reauthorize`: its owner says that it still may; it ends when it would have ended.
struct Reauthorize: OperationRule {
  let operations = ["microsoft.graph.reauthorize"]

  func invoke(_ call: OperationCall, _ transaction: WriteTransaction) throws -> OperationResult {
    guard let entity = call.entity, let end = Subscription(entity).end
    else { return .empty(status: 204) }
    try SubscriptionTable.setNext(entity.key, (end, .expiry), transaction)
    return .empty(status: 204)
  }
}
