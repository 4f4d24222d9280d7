import JSON

/// Reads the JSON of `Emulator.Effect`.
struct EffectReader {
  let record: TermRecord

  var object: JSONObject { record.object }

  /// nil for an operation that has none.
  static func read(_ annotations: Annotations) throws(ModelError) -> OperationEffect? {
    try EffectReader("Effect", annotations)?.effect()
  }

  /// nil for an element without the term.
  ///
  /// - Parameter word: what messages call the term; nil: by its name.
  init?(
    _ term: String, called word: String? = "effect", _ annotations: Annotations
  ) throws(ModelError) {
    guard let record = try TermRecord(term, called: word, annotations) else { return nil }
    self.init(record)
  }

  init(_ record: TermRecord) { self.record = record }

  static let changes = ["set", "append", "remove", "amend", "contain"]
  private static let acts = ["accept", "delete", "move", "copy", "list", "find", "create", "withdraw"]
  private static let others = [
    "ids", "of", "refuse", "deliver", "starts", "status", "answer", "failed", "in", "by", "monitor", "there",
    "else",
  ]

  private func effect() throws(ModelError) -> OperationEffect {
    try record.check(Self.changes + Self.acts + Self.others, of: "an effect")
    return OperationEffect(
      act: try act(), ids: try record.text("ids"), absence: try part("else", absence),
      objects: try part("of", listing), refusals: try part("refuse", refusals) ?? [],
      likeness: try part("there", likeness), delivery: try part("deliver", delivery),
      task: try part("starts", task),
      isMonitored: try record.flag("monitor"), status: try record.number("status"),
      answer: try record.value(of: "answer"), failed: try record.value(of: "failed"))
  }

  private func act() throws(ModelError) -> OperationEffect.Act {
    let acts = object.names.filter(Self.acts.contains)
    let changes = try self.changes()
    guard acts.count < 2 else { throw mistake("it is \(acts.joined(separator: " and ")) at once") }
    guard let name = acts.first, let value = object[name] else {
      guard !changes.isEmpty else { throw mistake("it says not what is done") }
      return .change(changes)
    }
    guard changes.isEmpty || name == "move" || name == "copy" else {
      throw mistake("with '\(name)' nothing else is done")
    }
    switch name {
    case "move": return .move(try destination(value), changes)
    case "copy": return .copy(value == .bool(true) ? nil : try destination(value), changes)
    case "list": return .list(try listing(value))
    case "find": return .find(try record.conditions(of: members(value, of: name)))
    case "create": return .create(try record.value(value), in: try place())
    case "withdraw":
      guard let reference = try record.text("by") else {
        throw mistake("what is withdrawn is told 'by' a reference")
      }
      return .withdraw(try record.value(value), by: reference)
    default:
      guard value == .bool(true) else { throw mistake("'\(name)' is not true") }
      return name == "delete" ? .delete : .accept
    }
  }

  /// Where what is made is put.
  private func place() throws(ModelError) -> EffectPlace? {
    guard let text = try record.text("in") else { return nil }
    guard let place = EffectPlace(text) else { throw mistake("'in' is no collection, or one of a type") }
    return place
  }

  // MARK: Changes

  /// In the order of the text.
  func changes() throws(ModelError) -> [EffectChange] {
    var changes: [EffectChange] = []
    for member in object.members where Self.changes.contains(member.name) {
      for (path, value) in try members(member.value, of: member.name).members.map({ ($0.name, $0.value) }) {
        changes.append(try change(member.name, path, value))
      }
    }
    return changes
  }

  private func change(_ kind: String, _ path: String, _ value: JSONValue) throws(ModelError) -> EffectChange {
    let member = EffectMember(path: path[...].names, value: try record.value(value))
    switch kind {
    case "set": return .set(member)
    case "append": return .append(member)
    case "remove":
      return .remove(path: member.path, try record.conditions(of: members(value, of: path)))
    case "amend": return try amendment(of: member.path, value)
    default: return .contain(navigation: path, member.value)
    }
  }

  /// `{"where":{"end":null},"set":{…}}`
  private func amendment(of path: [String], _ value: JSONValue) throws(ModelError) -> EffectChange {
    let amendment = try members(value, of: "amend")
    try record.inner(amendment).check(["where", "set"], of: "what is amended")
    guard let conditions = amendment["where"]?.objectValue, let members = amendment["set"]?.objectValue
    else { throw mistake("what is amended is 'where' and 'set'") }
    return .amend(path: path, try record.conditions(of: conditions), try record.values(of: members))
  }

  // MARK: Acts

  /// `{"to":"destinationId","in":"microsoft.graph.user/mailFolders","as":"messages"}`
  private func destination(_ value: JSONValue) throws(ModelError) -> EffectDestination {
    let members = try members(value, of: "a destination")
    let place = (members["in"]?.stringValue ?? "")[...].names
    let way = (members["to"]?.stringValue ?? "")[...].names
    guard let parameter = way.first, let navigation = members["as"]?.stringValue, place.count == 2,
      members.names.allSatisfy(["to", "of", "in", "as", "inside", "single"].contains)
    else { throw mistake("a destination is 'to', 'in' and 'as'") }
    return EffectDestination(
      parameter: parameter, member: Array(way.dropFirst()),
      holder: (members["of"]?.stringValue ?? "")[...].names, owner: place[0], collection: place[1],
      navigation: navigation, refusal: try refusal("inside", members),
      singleRefusal: try refusal("single", members))
  }

  /// `{"status":400,"code":"…","message":"…"}`
  private func refusal(_ name: String, _ destination: JSONObject) throws(ModelError) -> EffectRefusal? {
    guard let value = destination[name] else { return nil }
    guard var members = value.objectValue else { throw mistake("'\(name)' is no object") }
    members["where"] = [:]
    return try refusal(.object(members))
  }

  /// `{"from":"teams","through":"channels/messages","by":"on","where":{…}}`
  private func listing(_ value: JSONValue) throws(ModelError) -> EffectListing {
    let members = try members(value, of: "list")
    try record.inner(members).check(["from", "through", "by", "where"], of: "a list")
    let conditions = try self.members(members["where"] ?? [:], of: "where")
    let list = record.inner(members)
    let choice = try choice(list.text("by"), conditions)
    return EffectListing(
      set: try list.text("from"),
      through: (try list.text("through") ?? "")[...].names.map(NavigationStep.init),
      conditions: choice == nil ? try record.conditions(of: conditions) : [], choice: choice)
  }

  private func choice(
    _ parameter: String?, _ cases: JSONObject
  ) throws(ModelError) -> EffectListing.Choice? {
    guard let parameter else { return nil }
    var read: [String: [EffectCondition]] = [:]
    for member in cases.members {
      read[member.name] = try record.conditions(of: members(member.value, of: member.name))
    }
    return EffectListing.Choice(parameter: parameter, cases: read)
  }

  /// One, or several.
  func refusals(_ value: JSONValue) throws(ModelError) -> [EffectRefusal] {
    var refusals: [EffectRefusal] = []
    for refusal in value.arrayValue ?? [value] { refusals.append(try self.refusal(refusal)) }
    return refusals
  }

  /// `{"where":{"isOrganizer":false},"status":400,"code":"…","message":"…"}`
  private func refusal(_ value: JSONValue) throws(ModelError) -> EffectRefusal {
    let members = try members(value, of: "refuse")
    try record.inner(members).check(["where"] + Refusal.names, of: "a refusal")
    guard let conditions = members["where"]?.objectValue, let status = members["status"]?.intValue,
      let code = members["code"]?.stringValue, let message = members["message"]?.stringValue
    else { throw mistake("a refusal is 'where', 'status', 'code' and 'message'") }
    return EffectRefusal(
      conditions: try record.conditions(of: conditions), status: status, code: code, message: message)
  }

  /// `{"to":["toRecipients/emailAddress/address"],"by":["mail"],"in":"microsoft.graph.user/messages","set":{…}}`
  private func delivery(_ value: JSONValue) throws(ModelError) -> EffectDelivery {
    let members = try members(value, of: "deliver")
    let delivery = record.inner(members)
    try delivery.check(["to", "by", "in", "set", "keep"], of: "a delivery")
    guard members["to"] != nil, members["by"] != nil,
      let place = members["in"]?.stringValue.flatMap(EffectPlace.init), place.owner != nil
    else { throw mistake("a delivery is 'to', 'by' and 'in'") }
    return EffectDelivery(
      recipients: try delivery.texts("to").map { $0[...].names }, names: try delivery.texts("by"),
      place: place,
      members: try record.values(of: self.members(members["set"] ?? [:], of: "set")),
      keep: try delivery.value(of: "keep"))
  }

  /// `{"in":"users","as":{"userPrincipalName":"$object/userPrincipalName"}}`
  private func absence(_ value: JSONValue) throws(ModelError) -> OperationEffect.Absence {
    let members = try members(value, of: "else")
    let absence = record.inner(members)
    try absence.check(["in", "as"], of: "what is made else")
    guard object["ids"] != nil else { throw mistake("'else' is of 'ids'") }
    return OperationEffect.Absence(
      set: try absence.neededText("in"), members: try record.values(of: absence.members("as")))
  }

  /// `{"in":"operations","as":{…},"header":"Operation-Location"}`
  func task(_ value: JSONValue) throws(ModelError) -> EffectTask {
    let members = try members(value, of: "starts")
    let task = record.inner(members)
    try task.check(["in", "as", "header"], of: "what it starts")
    guard let navigation = members["in"]?.stringValue, let object = members["as"] else {
      throw mistake("what it starts is 'in' and 'as'")
    }
    return EffectTask(
      navigation: navigation, value: try record.value(object),
      header: try task.text("header") ?? "Location")
  }

  // MARK: Parts

  func members(_ value: JSONValue, of name: String) throws(ModelError) -> JSONObject {
    try record.members(value, of: name)
  }

  func part<Part>(
    _ name: String, _ read: (JSONValue) throws(ModelError) -> Part
  ) throws(ModelError) -> Part? {
    guard let value = object[name] else { return nil }
    return try read(value)
  }

  func mistake(_ reason: String) -> ModelError { record.mistake(reason) }
}
