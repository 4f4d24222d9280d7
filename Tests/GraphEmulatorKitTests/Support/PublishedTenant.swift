import GraphEmulatorKit
import HTTPMessages
import JSON
import Testing

/// An emulator with metadata of one version loaded: a file that the service publishes, or a document of the test's own.
struct PublishedTenant {
  let emulator: TestEmulator
  private let version: MetadataFile.Version
  /// What holds the document of the test's own, until the last copy goes.
  private let folder: TemporaryFolder?

  init(_ seed: String = "{}", _ file: MetadataFile) throws {
    try self.init(seed, file, in: nil)
  }

  /// - Parameter document: the bytes of an XML document, such as `ForeignModel.bytes` or `text.utf8`.
  init(
    _ seed: String = "{}", document: some Collection<UInt8>, of version: MetadataFile.Version = .v1
  ) throws {
    let folder = try TemporaryFolder()
    let path = try folder.file("metadata.xml", String(decoding: document, as: UTF8.self))
    try self.init(seed, MetadataFile(version: version, path: path), in: folder)
  }

  private init(_ seed: String, _ file: MetadataFile, in folder: TemporaryFolder?) throws {
    emulator = try TestEmulator(seed) { $0.metadata = [file] }
    version = file.version
    self.folder = folder
  }

  /// Sends a request below the version that the metadata is of. Planner changes nothing for who does not say what of.
  func send(_ method: String, _ path: String, _ body: String? = nil) -> Reply {
    let isCondition = ["PATCH", "DELETE"].contains(method) && path.contains("/planner/")
    return emulator.send(
      method, path, body, version: version.rawValue,
      headers: isCondition ? [HeaderField("If-Match", "*")] : [])
  }

  /// Makes an object, and is its id.
  func make(_ path: String, _ body: String) throws -> String {
    let reply = send("POST", path, body)
    #expect(reply.status == 201, "\(path): \(reply.text)")
    return try #require(reply["id"]?.stringValue, "\(path): \(reply.text)")
  }

  /// The bytes of a file, which are at a URL that a GET of it is led to.
  func download(_ path: String, _ fields: [HeaderField] = []) throws -> Reply {
    let reply = send("GET", path)
    #expect(reply.status == 302 && reply.text.isEmpty, "\(path): \(reply.status) \(reply.text)")
    return open(try #require(reply.header("Location"), "\(path)"), fields)
  }

  /// GET of a URL that needs no token.
  func open(_ url: String, _ fields: [HeaderField] = []) -> Reply {
    let root = "http://localhost:8585/\(version.rawValue)"
    #expect(url.hasPrefix(root), "\(url)")
    return emulator.send(
      "GET", url.replacing(root, with: ""), version: version.rawValue,
      headers: [HeaderField("Authorization", "")] + fields)
  }

  /// Makes a team, and is its id: the answer says only where it is.
  func makeTeam(_ body: String) throws -> String {
    let reply = send("POST", "/teams", body)
    #expect(reply.status == 202, "\(reply.text)")
    let place = try #require(reply.header("Content-Location"), "\(reply.text)")
    return try #require(place.split(separator: "'").dropFirst().first.map(String.init), "\(place)")
  }
}

/// A suite whose tests each have such a tenant, and send nearly all that they send to it: they say `send` alone.
protocol PublishedTenantTests {
  var tenant: PublishedTenant { get }
}

extension PublishedTenantTests {
  func send(_ method: String, _ path: String, _ body: String? = nil) -> Reply {
    tenant.send(method, path, body)
  }

  func make(_ path: String, _ body: String) throws -> String { try tenant.make(path, body) }

  func makeTeam(_ body: String = #"{"displayName":"Crew"}"#) throws -> String { try tenant.makeTeam(body) }

  /// Makes an object, and is its path.
  func made(in path: String, _ body: String) throws -> String { "\(path)/\(try make(path, body))" }

  /// Makes a plan of Planner, and is its id.
  func makePlan() throws -> String { try make("/planner/plans", #"{"title":"a","owner":"a"}"#) }

  /// Makes a task of a plan of its own, and is its path.
  ///
  /// - Parameter members: what the body has besides.
  func makeTask(_ members: String...) throws -> String {
    let all = [#""title":"a""#, #""planId":"\#(try makePlan())""#] + members
    return try made(in: "/planner/tasks", "{\(all.joined(separator: ","))}")
  }

  /// What GET answers, to compare it before and after a change.
  func object(at path: String) -> JSONObject { send("GET", path).json.objectValue ?? [:] }

  /// Sends what answers a status alone.
  func expect(_ status: Int, _ path: String, _ body: String? = nil) {
    let reply = send("POST", path, body)
    #expect("\(reply.status) \(reply.text)" == "\(status) ", "\(path)")
  }

  /// PUT of all bytes of a file to the URL of an upload session.
  func upload(
    _ text: String, to session: Reply, type: String = "application/octet-stream"
  ) throws -> Reply {
    let url = try #require(session["uploadUrl"]?.stringValue, "\(session.text)")
    let count = text.utf8.count
    return tenant.emulator.send(
      "PUT", url.replacing("http://localhost:8585/v1.0", with: ""), text, version: "v1.0",
      headers: [HeaderField("Content-Range", "bytes 0-\(count - 1)/\(count)")], contentType: type)
  }

  /// The status, the code and the message: the body without the date and the ids of the request.
  func error(_ reply: Reply) -> String {
    "\(reply.status) \(reply.errorCodes.first ?? ""): \(reply.message ?? "")"
  }
}
