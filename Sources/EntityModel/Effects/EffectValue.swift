package import JSON

/// A value in what `Emulator.Effect` says of an operation: as it stands there, or what the request makes of it.
package indirect enum EffectValue: Sendable, Equatable {
  case literal(JSONValue)
  /// `$now`: the moment of the request.
  case moment
  /// `$caller`: the id of the signed-in user, or of the application that asks by itself.
  case caller
  /// `$signedIn`: the id of the signed-in user; nothing where an application asks by itself.
  case user
  /// `$signedIn/mail`: what the signed-in user has.
  case userValue([String])
  /// `$identity`: the caller, in the form in which the property tells who did something.
  case identity
  /// `$comment`, `$user/id`: a parameter, or what a member of its value is.
  case parameter([String])
  /// `$object/webUrl`: what the object has that the operation is about.
  case property([String])
  /// `$owner/displayName`: what the nearest object of the path has that `in` names the type of.
  case owner([String])
  /// `$twin/displayName`: what the object has whose id the one has that is made (`CreationEffect.Twin`).
  case twin([String])
  /// `$made/id`: what the object has that was made.
  case made([String])
  /// `$new`: an id that nobody has.
  case identifier
  case array([EffectValue])
  case object([EffectMember])
  /// `{"$join":[…]}`: texts, one after the other.
  case joined([EffectValue])
  /// `{"$first":[…]}`: the first that the request gives and that is not null.
  case first([EffectValue])
  /// `{"$merge":["$Message",{"isDraft":false}]}`: one object; of members with the same name the last counts.
  case merged([EffectValue])
  /// `{"$all":["$object/from","$object/toRecipients"],"but":CONDITIONS}`: values, and those of collections, without null
  /// and without those that are like this; with `"only"` those alone that are.
  case all([EffectValue], but: [EffectCondition], only: [EffectCondition] = [])
  /// `{"$any":"$Message/attachments"}`: whether it is there, and neither null nor empty.
  case any(EffectValue)
  /// `{"$without":"$object/subject","lead":["RE: "]}`: a text that does not begin with one of these, in whatever case; with
  /// `"anywhere":["-"]` a text that has none of these.
  case without(EffectValue, lead: [String], anywhere: [String] = [])
  /// `{"$key":"$item/user@odata.bind"}`: the key at the end of a URL.
  case key(EffectValue)
  /// `{"$lasting":["$object/start/dateTime","$object/end/dateTime"]}`: the time from one moment to another, as `PT1H30M`.
  case lasting([EffectValue])
  /// `{"$last":"$object/posts"}`: the last element of a collection.
  case last(EffectValue)
  /// `{"$brief":"$object/body/content"}`: how a text begins, without tags of HTML.
  case brief(EffectValue)
  /// `{"$if":CONDITIONS,"then":VALUE,"else":VALUE}`: conditions of the request.
  case conditional([EffectCondition], then: EffectValue, otherwise: EffectValue?)
  /// `{"$case":"$type","view":["read"]}`: what stands under the text.
  case choice(EffectValue, [EffectMember])
  /// `{"$each":"$recipients","as":{…}}`: a collection with one value for each element, which is called `$item` there.
  case each(EffectValue, EffectValue)
  /// `$item`, `$item/email`
  case item([String])
}

/// A value under its name, or at the end of a path of names.
package struct EffectMember: Sendable, Equatable {
  package let path: [String]
  package let value: EffectValue

  package var name: String { path.joined(separator: "/") }

  /// `@emulator.isPublished`: what no property shows, and effects know.
  package var isUnshown: Bool { path.count == 1 && path[0].hasPrefix("@emulator.") }
}

extension EffectValue {
  /// The one that a text with a dollar sign before it stands for: `user/id`.
  static func named(_ text: Substring) -> EffectValue {
    let names = text.names
    switch names.first {
    case "now" where names.count == 1: return .moment
    case "caller" where names.count == 1: return .caller
    case "signedIn": return names.count == 1 ? .user : .userValue(Array(names.dropFirst()))
    case "identity" where names.count == 1: return .identity
    case "twin" where names.count > 1: return .twin(Array(names.dropFirst()))
    case "made" where names.count > 1: return .made(Array(names.dropFirst()))
    case "new" where names.count == 1: return .identifier
    case "owner" where names.count > 1: return .owner(Array(names.dropFirst()))
    case "item": return .item(Array(names.dropFirst()))
    case "object" where names.count > 1: return .property(Array(names.dropFirst()))
    default: return .parameter(names)
    }
  }
}

extension Substring {
  /// `start/dateTime` as its two names.
  var names: [String] { split(separator: "/").map(String.init) }
}
