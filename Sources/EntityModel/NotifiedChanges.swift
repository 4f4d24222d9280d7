/// What `Emulator.Notifies` says: subscriptions may be about the changes of a set, of a collection that hangs off an object,
/// or of what a function lists, and of one object in it.
package struct NotifiedChanges: Sendable, Equatable {
  /// The longest life of a subscription, in minutes.
  package let minutes: Int64
  /// The same of one that has the objects sent along; nil: none has.
  package let minutesWithObjects: Int64?
  /// What is told has ids in parentheses, `chats('1')/messages('2')`, and names as the model writes them; else it is
  /// `Users/1/Messages/2`.
  package let quotesIds: Bool
  /// Of a function that is bound to a set: the navigation properties from there to what it lists.
  package let through: [String]
}

extension NotifiedChanges {
  /// `{"minutes":4320,"withObjects":1440,"quoted":true,"through":"channels/messages"}`; nil where nothing is said.
  static func read(_ annotations: Annotations) throws(ModelError) -> NotifiedChanges? {
    guard let record = try TermRecord("Notifies", annotations) else { return nil }
    try record.check(["minutes", "withObjects", "quoted", "through"])
    guard let minutes = try record.number("minutes") else { throw record.mistake("it has no 'minutes'") }
    return NotifiedChanges(
      minutes: Int64(minutes), minutesWithObjects: try record.number("withObjects").map(Int64.init),
      quotesIds: try record.flag("quoted"), through: (try record.text("through") ?? "")[...].names)
  }
}
