import EntityModel
import GraphContract
import HTTPMessages
import JSON
import OData
import Planning

extension Target {
  /// The answer in the format of the request, with what it owes to the client's preferences.
  ///
  /// - Throws: `UnreadableAnswer`
  func finished(_ answer: Answer) throws -> Answer {
    var answer = answer
    if contract.conventions.tellsCost { answer.resourceUnits = RequestCost(self).units }
    guard case .json(let bytes) = answer.content else { return answer }
    if context.preferences.includesUnknownEnumMembers, path.suffix.showsValues {
      answer.applied.addUnknownEnumMembers()
    }
    let format = format
    guard format != .standard, let shape = PayloadShape(path, context.method, version.model)
    else { return answer }
    let payload = FormattedPayload(
      format: format, shape: shape, model: version.model, links: links(answer.place))
    answer.content = .json(try payload.bytes(bytes))
    answer.format = format
    return answer
  }

  /// The format that is written. Changes have no links, as some of their objects are gone: they are not sent in full.
  private var format: ResponseFormat {
    var format = context.format
    if case .operation(let operation, _) = path.suffix, operation.traits.listsChanges,
      format.metadata == .full
    {
      format.metadata = .minimal
    }
    return format
  }

  private func links(_ place: String?) -> ObjectLinks? {
    guard format.metadata == .full, path.suffix.showsValues else { return nil }
    var isVirtual = false
    if case .virtual? = plan.hops.last?.kind, case .object = plan.end { isVirtual = true }
    return ObjectLinks(
      model: version.model, base: context.base, place: place, placeIsCollection: placeIsCollection,
      isVirtual: isVirtual)
  }

  /// The path leads to a collection or to one item of it.
  private var placeIsCollection: Bool {
    var steps = path.steps
    while case .cast? = steps.last { steps.removeLast() }
    if case .key? = steps.last { return true }
    return path.isCollection
  }
}

extension BoundPath.Suffix {
  /// The answer holds values of the model, and no references alone. A property shows objects where they are expanded
  /// below it.
  fileprivate var showsValues: Bool {
    switch self {
    // A write of a stream may show the object that has it.
    case .none, .property, .stream, .operation: true
    case .count, .ref, .value: false
    }
  }
}
