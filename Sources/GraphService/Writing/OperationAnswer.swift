import EntityModel
import GraphStore
import HTTPMessages
import JSON
import OData
import Planning

/// Runs what an operation does as a write, and answers with what comes of it.
struct OperationAnswer {
  let target: Target
  let operation: Operation

  private var context: RequestContext { target.context }
  private var version: ServiceVersion { target.version }

  /// A list of objects has options and pages, and is read once the rest is done.
  func answer(_ work: (WriteTransaction, Resolver.Walked) throws -> OperationResult) throws -> Answer {
    let listing = try OperationListing(target, operation)
    var listed: [Int64]?
    let answer = try target.write { transaction, walked in
      try work(transaction, walked)
    } answer: { result, _, _, reader in
      guard listing != nil, case .entities(let keys, _) = result else {
        return try self.answer(result, reader)
      }
      listed = keys
      return .noContent
    }
    guard let listing, let listed else { return answer }
    return try listing.answer(listed)
  }

  // MARK: Result

  private func answer(_ result: OperationResult, _ reader: Reader) throws -> Answer {
    switch result {
    case .empty(let status): return Answer(status: status)
    case .started(let status, let place, let header):
      let base = OpenAddress.needsNoToken(place) ? context.openBase : context.base
      return Answer(status: status, furtherFields: [HeaderField(header, "\(base)/\(place)")])
    case .entity(let key, let type, let status, let names):
      return try entity(key, type, status, names, reader)
    case .entities(let keys, let type): return try entities(keys, type, reader)
    case .value(let value, let status): return .json(envelope(shown(value)), status: status)
    }
  }

  private func entity(
    _ key: Int64, _ type: StructuredType, _ status: Int, _ names: [String], _ reader: Reader
  ) throws -> Answer {
    let written = WrittenObject(context: context, planner: target.selectingPlanner)
    let bytes = try written.bytes(key: key, type: type, fallback: type.name, adding: names, reader)
    var answer = Answer.json(bytes, status: status)
    if status == 202, let id = try JSONObject(answer: bytes)["id"]?.stringValue {
      answer.location = ObjectURL(set: "\(context.base)/\(type.traits.home ?? "")", id: id).text
    }
    return answer
  }

  /// One page, whatever there is.
  private func entities(_ keys: [Int64], _ type: StructuredType, _ reader: Reader) throws -> Answer {
    guard let declared = version.model.type(type.name) else { throw StoreError.unknownType(type.name) }
    let list = try target.planner.returned(declared)
    let limit = try target.planner.returnedLimit(declared) ?? keys.count
    let values = ReadValues(
      identifier: .text("[\(keys.map(String.init).joined(separator: ","))]"), limit: limit + 1,
      request: context.run(list.values))
    var envelope = EnvelopeWriter(base: context.base, context: list.plan.context.text { _ in "" })
    if let count = list.plan.count { envelope.add(count: try reader.count(count, values)) }
    return .json(
      try envelope.list { bytes in _ = try reader.appendPage(list.plan.first, values, to: &bytes) })
  }

  /// Rules make values for all versions, in the store's own names: members that this one does not know are left out,
  /// and later members of enumerations are hidden.
  private func shown(_ value: JSONValue) -> JSONValue {
    guard let type = operation.returnType else { return value }
    let model = version.model
    let conversion = ValueConversion(
      .plain("value", type), model: model, stored: version.schema.model, style: context.style,
      translating: !type.isPrimitive)
    return conversion?.converted(value) ?? value
  }

  private func envelope(_ value: JSONValue) -> [UInt8] {
    EnvelopeWriter(base: context.base, context: operation.returnType?.name ?? "Edm.Untyped").value(value)
  }
}
