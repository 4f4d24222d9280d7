import EntityModel
import GraphContract
import GraphService
import HTTPMessages
import JSON
import Logging
import OData
import Planning
import Tenants

/// Says what the emulator makes of a request, by the code that would answer it.
package struct Explainer {
  /// What it found, as text and as JSON.
  package struct Answer: Sendable {
    package let text: String
    package let json: String
  }

  private let request: ExplainRequest

  package init(_ request: ExplainRequest) { self.request = request }

  /// - Throws: `ExplainError`; `EmulatorError.metadata`.
  package func answer() throws -> Answer {
    if request.isSyntaxOnly || (request.url == nil && request.type == nil) { return try syntax() }
    var configuration = EmulatorConfiguration()
    configuration.logLevel = .critical
    configuration.metadata = request.metadata
    // Without data there is an empty tenant to plan with.
    let core = try EmulatorCore(
      configuration, folder: request.dataDirectory.map(ExplainedData.copy), delivers: false)
    defer { core.close() }
    let explanation = try explanation(core)
    return Answer(text: ExplanationText(explanation).text, json: explanation.json.text)
  }

  private func syntax() throws -> Answer {
    let target = ExplainTarget(request.url ?? "", options: request.options)
    let parsed: ParsedTarget
    do { parsed = try ParsedTarget(target.text) } catch { throw ExplainError(error) }
    return Answer(text: parsed.text, json: parsed.json.text)
  }

  private func explanation(_ core: EmulatorCore) throws -> Explanation {
    guard let tenant = core.tenants.mainTenant else { throw TenantFailure.unknown(core.tenants.main) }
    let target = ExplainTarget(try url(core.service), options: request.options)
    let fields =
      [HeaderField("Host", "localhost:8585")] + request.headers.map { HeaderField($0.name, $0.value) }
    do {
      return try core.service.explain(
        Request(method: request.method, target: target.text, headers: RequestHeaders(fields)), in: tenant)
    } catch { throw ExplainError(error) }
  }

  /// Options about a type are options of the set that its objects live in.
  private func url(_ service: GraphService) throws -> String {
    if let url = request.url { return url }
    guard let name = request.type,
      let version = service.versions.first(where: { $0.name == ExplainTarget.defaultVersion })
    else { return "" }
    guard let type = version.model.type(name) else { throw ExplainError.unknownType(name) }
    guard let home = type.traits.home else {
      throw ExplainError.usage("Objects of the type '\(name)' live in no set of their own: give a path.")
    }
    return home
  }
}

extension ExplainError {
  init(_ failure: ExplanationFailure) {
    switch failure {
    case .syntax(let error, let part):
      self = .syntax(
        position: error.position, part: part, message: "\(error.message) \(error.explanation.sentence)")
    case .refused(let error):
      self = .refused(
        status: error.status, code: error.code, innerCode: error.inner["code"]?.stringValue,
        message: error.message)
    case .outside(let message): self = .usage(message)
    case .fault(let message):
      self = .refused(status: 500, code: "InternalServerError", innerCode: nil, message: message)
    }
  }
}

extension String {
  fileprivate var sentence: String { prefix(1).uppercased() + dropFirst() + "." }
}
