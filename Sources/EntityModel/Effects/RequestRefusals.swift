/// What `Emulator.Refuses` says of a type: objects that no request may make, change, move or delete, whatever its permissions.
package struct RequestRefusals: Sendable {
  /// What a request does with an object.
  package enum Act: String, CaseIterable, Sendable {
    case create, update, move, delete
  }

  /// The types of which the nearest object of the path is whose values `$owner` tells.
  package let owners: [String]
  let refusals: [Act: [EffectRefusal]]

  /// The first one that holds counts.
  package subscript(act: Act) -> [EffectRefusal] { refusals[act] ?? [] }
}
