import EntityModel
import GraphContract
import GraphStore
import OData
import Planning

/// What a request does, once its path, its method and its options are known.
enum PlannedWork {
  case read(ReadRequest)
  case changes(DeltaRequest)
  case operation(OperationRequest)
  case stream(StreamRequest)
  case upload(UploadCreation)
  case create(CreateRequest)
  case update(UpdateRequest)
  case replace(ReplaceRequest)
  case delete(DeleteRequest)

  /// - Throws: `RequestFailure`
  init(_ target: Target, _ rules: RuleBook) throws {
    if let request = try DeltaRequest(target) {
      self = .changes(request)
      return
    }
    if case .operation(let operation, let arguments) = target.path.suffix {
      let isKnown = target.path.isKnown(operation, in: target.version)
      let rule = isKnown ? rules.operation(operation.name) : nil
      if rule == nil, let upload = UploadCreation(target, operation, arguments) {
        self = .upload(upload)
        return
      }
      self = .operation(
        OperationRequest(
          target: target, operation: operation, arguments: arguments, rule: rule))
      return
    }
    if case .stream(let properties) = target.path.suffix {
      self = .stream(StreamRequest(target: target, properties: properties))
      return
    }
    switch target.context.method {
    case .get:
      try CapabilityCheck(target: target).run()
      let page = try target.pageToken()
      self = .read(try ReadRequest(target: target, page: page, read: try target.planner.read()))
    case .post: self = .create(CreateRequest(target: target))
    case .patch: self = .update(UpdateRequest(target: target))
    case .put: self = .replace(ReplaceRequest(target: target))
    case .delete: self = .delete(DeleteRequest(target: target))
    case .unknown(let name):
      throw RoutingFailure.methodNotAllowed(
        method: name, allowed: [], template: "~", path: String(target.context.path))
    }
  }

  func run() throws -> Answer {
    switch self {
    case .read(let request): try request.answer()
    case .changes(let request): try request.answer()
    case .operation(let request): try request.answer()
    case .stream(let request): try request.answer()
    case .upload(let request): try request.answer()
    case .create(let request): try request.answer()
    case .update(let request): try request.answer()
    case .replace(let request): try request.answer()
    case .delete(let request): try request.answer()
    }
  }

  /// It only reads, so that it can be run without rows.
  var isRead: Bool {
    switch self {
    case .read, .changes: true
    case .stream(let request): request.isRead
    case .operation, .upload, .create, .update, .replace, .delete: false
    }
  }
}
