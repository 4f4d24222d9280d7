import JSON

/// Whether an object shows what was sent for it.
enum RouteEcho {
  /// What is not as it was sent, by its path: `target/groupId: "a" and not "b"`. Annotations are not shown again.
  ///
  /// - Parameter silent: members that are never shown.
  static func differences(_ sent: JSONValue, _ shown: JSONValue?, silent: [String], at path: String = "")
    -> [String]
  {
    switch sent {
    case .object(let members):
      members.members.filter { !$0.name.contains("@") && !silent.contains($0.name) }.flatMap { member in
        differences(
          member.value, shown?.objectValue?[member.name], silent: silent, at: "\(path)/\(member.name)")
      }
    case .array(let items) where shown?.arrayValue?.count == items.count:
      zip(items, shown?.arrayValue ?? []).flatMap { differences($0, $1, silent: silent, at: path) }
    default:
      sent == shown ? [] : ["\(path): \(shown?.text ?? "nothing") and not \(sent.text)"]
    }
  }
}
