import EntityModel
import GraphContract
import GraphStore
import JSON
import OData
import Planning

/// One invocation of an operation that the model's table gives an effect, inside its transaction.
struct EffectCall {
  let operation: Operation
  let effect: OperationEffect
  var scope: EffectScope

  /// - Parameter sent: the parameters as they were sent, where objects are made of them.
  init(
    _ operation: Operation, _ effect: OperationEffect, parameters: [String: JSONValue],
    sent: JSONObject = [:],
    target: Target, walked: Resolver.Walked, transaction: WriteTransaction
  ) {
    (self.operation, self.effect) = (operation, effect)
    let sent = EffectParameters(model: target.version.model, operation: operation).named(sent)
    scope = EffectScope(
      target: target, walked: walked, transaction: transaction, parameters: parameters, sent: sent,
      owners: effect.owner.map { [$0] } ?? [])
  }

  var target: Target { scope.target }
  var walked: Resolver.Walked { scope.walked }
  var transaction: WriteTransaction { scope.transaction }
  var version: ServiceVersion { scope.version }

  mutating func result() throws -> OperationResult {
    try refuse()
    let result = try done()
    guard let task = effect.task else { return try monitored(result) }
    return .started(status: effect.status ?? 202, at: try started(task), header: task.header)
  }

  private func started(_ task: EffectTask) throws -> String {
    guard let place = try EffectStart(scope: scope, task: task).place() else {
      throw RoutingFailure.notImplemented("what the operation '\(operation.shortName)' starts")
    }
    return place.text
  }

  /// Where the client sees what became of it, if that is not told at once.
  private func monitored(_ result: OperationResult) throws -> OperationResult {
    guard effect.isMonitored, case .entity(let key, let type, _, _) = result,
      let table = transaction.schema.table(of: type), let made = try transaction.entity(key: key, in: table)
    else { return result }
    let path = MonitorTicket(id: made.id).path(target.context.tenant, at: transaction.moment)
    return .started(status: effect.status ?? 202, at: path)
  }

  /// - Throws: `GraphError`, in the words of the table.
  private func refuse() throws {
    try refuseByType()
    guard !effect.refusals.isEmpty, let object = try target.lastEntity(walked, transaction) else { return }
    let values = EffectValues(scope: scope, object: object)
    for refusal in effect.refusals
    where try EffectConditions(values: values, conditions: refusal.conditions).hold(for: object) {
      throw GraphError(refusal.status, refusal.code, refusal.message)
    }
  }

  /// What a request for an object alone could not do, it cannot do by an operation either.
  private func refuseByType() throws {
    let refused = RefusedRequest(target, walked, transaction)
    switch effect.act {
    case .delete: for object in try objects() { try refused.check(.delete, of: object) }
    case .move: if let object = try boundObject() { try refused.check(.move, of: object) }
    case .accept, .change, .copy, .list, .find, .create, .withdraw: break
    }
  }

  private mutating func done() throws -> OperationResult {
    switch effect.act {
    case .accept: try accept()
    case .change(let changes): try changed(changes)
    case .delete: try delete()
    case .move(let destination, let changes):
      try relocated(EffectRelocation(call: self, destination: destination, changes: changes).move())
    case .copy(let destination, let changes):
      try relocated(EffectRelocation(call: self, destination: destination, changes: changes).copy())
    case .list(let listing): try shown(EffectSearch(call: self).objects(listing))
    case .find(let conditions): .entity(try found(conditions), status: 200)
    case .create(let value, let place): try create(value, in: place)
    case .withdraw(let value, let reference): try withdraw(value, by: reference)
    }
  }

  // MARK: Acts

  private func accept() throws -> OperationResult {
    // Those that are named have to be there.
    let objects = effect.ids == nil ? [] : try self.objects()
    if operation.returnType == nil || effect.answer != nil { return try answer(about: objects.first) }
    return try answer(about: try boundObject())
  }

  private func changed(_ changes: [EffectChange]) throws -> OperationResult {
    let applying = EffectChanges(scope: scope, changes: changes)
    let objects = try objects().map(applying.apply)
    if let delivery = effect.delivery {
      for object in objects { try EffectDeliveries(call: self, delivery: delivery).deliver(object) }
    }
    guard operation.returnType?.isCollection == true, effect.answer == nil else {
      return try answer(about: objects.first)
    }
    return listed(objects)
  }

  /// As the table says, or as they are.
  private func shown(_ objects: [Entity]) throws -> OperationResult {
    guard effect.answer != nil else { return listed(objects) }
    return .value(.array(try objects.compactMap(answered)))
  }

  /// As the operation is declared to return them.
  private func listed(_ objects: [Entity]) -> OperationResult {
    guard let type = operation.returnType.flatMap(version.model.structured) else {
      return .empty(status: effect.status ?? 204)
    }
    return .entities(keys: objects.map(\.key), type: type)
  }

  private func delete() throws -> OperationResult {
    for object in try objects() {
      if object.deleted == nil { try transaction.delete(object) }
      if let kept = try kept(object) { try transaction.purge(kept) }
    }
    return try answer(about: nil)
  }

  /// What a deletion has only marked.
  private func kept(_ object: Entity) throws -> Entity? {
    guard let table = transaction.schema.table(of: object.type), table.isSoftDeleted else { return nil }
    return try transaction.entity(key: object.key, in: table)
  }

  private mutating func create(_ value: EffectValue, in place: EffectPlace?) throws -> OperationResult {
    if let failed = effect.failed { return try create(value, in: place, or: failed) }
    if let likeness = effect.likeness,
      let there = try EffectCreation(call: self, place: place).there(likeness, value)
    {
      return try answer(about: there)
    }
    let made = try made(value, place)
    scope.made = made.first
    guard operation.returnType?.isCollection == true else {
      return try answer(about: made.first, status: 201)
    }
    return try shown(made)
  }

  /// As far as that goes; the status says whether it was all.
  private func create(
    _ value: EffectValue, in place: EffectPlace?, or failed: EffectValue
  ) throws -> OperationResult {
    let parts = try EffectCreation(call: self, place: place).parts(value)
    let answers = try parts.map { part in
      try part.made.map(answered)
        ?? EffectValues(scope: scope, object: nil, item: part.sent).value(failed, as: nil)
    }
    let isWhole = parts.allSatisfy { $0.made != nil }
    return .value(.array(answers.compactMap(\.self)), status: isWhole ? effect.status ?? 200 : 207)
  }

  /// Those that belong to who asked; what is delivered of them is made first, of the same values.
  private func made(_ value: EffectValue, _ place: EffectPlace?) throws -> [Entity] {
    let creation = EffectCreation(call: self, place: place)
    guard let delivery = effect.delivery else { return try creation.objects(value) }
    guard let value = try scope.sentValue(value) else { return [] }
    let delivering = EffectDeliveries(call: self, delivery: delivery)
    for object in value.arrayValue ?? [value] { try delivering.deliver(object.objectValue ?? [:]) }
    return try delivering.isKept() ? creation.objects(.literal(value)) : []
  }

  private func withdraw(_ value: EffectValue, by reference: String) throws -> OperationResult {
    for object in try EffectCreation(call: self, place: nil).likenesses(value, by: reference) {
      try transaction.delete(object)
    }
    return .empty(status: effect.status ?? 204)
  }

  private mutating func relocated(_ copy: Entity) -> OperationResult {
    scope.made = copy
    return .entity(copy, status: effect.status ?? 201)
  }

  // MARK: Answer

  /// What the operation is declared to return.
  private func answer(about object: Entity?, status: Int = 200) throws -> OperationResult {
    guard operation.returnType != nil, effect.status != 204 else {
      return .empty(status: effect.status ?? 204)
    }
    if effect.answer != nil { return .value(try answered(object) ?? .null) }
    guard let object else { throw StateMissing.object(of: target) }
    return .entity(object, status: effect.status ?? status)
  }

  private func answered(_ object: Entity?) throws -> JSONValue? {
    try effect.answer.flatMap { try EffectValues(scope: scope, object: object).value($0, as: nil) }
  }
}

extension OperationResult {
  static func entity(_ entity: Entity, status: Int) -> OperationResult {
    .entity(key: entity.key, type: entity.type, status: status, adding: [])
  }
}
