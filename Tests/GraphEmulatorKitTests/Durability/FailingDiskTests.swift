import Foundation
import GRDB
import GraphEmulatorKit
import GraphStore
import HTTPMessages
import JSON
import Logging
import Tenants
import Testing

/// What happens below a running emulator: its files go, are closed to it, are broken, or the disk is full.
@Suite struct FailingDiskTests {
  private let folder: TemporaryFolder
  private let core: EmulatorCore

  private var data: String { folder.path + "/data" }
  private var database: String { data + "/default.sqlite" }

  init() throws {
    folder = try TemporaryFolder()
    var configuration = EmulatorConfiguration()
    configuration.logLevel = .critical
    configuration.dataDirectory = folder.path + "/data"
    configuration.seeds = [try folder.file("seed.json", DurabilityTests.seed)]
    core = try EmulatorCore(configuration)
  }

  private func send(_ method: String, _ target: String, _ body: String = "") -> Reply {
    Reply(
      core.respond(
        to: Request(
          method: method, target: target,
          headers: RequestHeaders([
            HeaderField("Host", "localhost"), HeaderField("Authorization", "Bearer x"),
            HeaderField("Content-Type", "application/json"),
          ]),
          body: Array(body.utf8))))
  }

  private func create() -> Reply { send("POST", "/beta/groups", DurabilityTests.group(1)) }

  /// The state of a working emulator.
  private func expectWorking() {
    #expect(create().status == 201)
    #expect(send("GET", "/_emulator/health").text == #"{"status":"ok"}"#)
  }

  /// The same, with a connection that reads: one that is opened later does not get at what is gone.
  private func expectReading() {
    expectWorking()
    #expect(send("GET", "/beta/users?$select=id").values("id").count == 2)
  }

  /// Writes are refused, health says why, and what can be read is read.
  private func expectRefusal(_ reason: String, reads: Bool = true) {
    for _ in 0..<2 {
      let refused = create()
      #expect(refused.status == 503)
      #expect(refused.errorCodes == ["ServiceNotAvailable"])
      #expect(refused.message == reason)
    }
    let seeding = send("POST", "/_emulator/tenants/default/seed", #"{"groups":[{"displayName":"x"}]}"#)
    #expect(seeding.status == 503)
    #expect(seeding.message == reason)
    let health = send("GET", "/_emulator/health")
    #expect(health.status == 503)
    #expect(health.json == ["status": "failing", "reason": .string(reason)])
    if reads { #expect(send("GET", "/beta/users?$select=id").values("id").count == 2) }
  }

  private func set(mode: Int, of path: String) throws {
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
  }

  // MARK: Files

  @Test func theFolderIsRemoved() throws {
    expectReading()
    try FileManager.default.removeItem(atPath: data)
    expectRefusal("\(data) was removed or replaced while it was open. Restart the emulator.")
    core.close()
  }

  @Test func theFolderIsReplaced() throws {
    expectReading()
    try FileManager.default.moveItem(atPath: data, toPath: data + "-moved")
    try FileManager.default.copyItem(atPath: data + "-moved", toPath: data)
    expectRefusal("\(database) was removed or replaced while it was open. Restart the emulator.")
    // Once it is back where it was, all goes on.
    try FileManager.default.removeItem(atPath: data)
    try FileManager.default.moveItem(atPath: data + "-moved", toPath: data)
    expectWorking()
    core.close()
  }

  @Test(arguments: ["default.sqlite", "default.sqlite-wal"]) func aFileIsRemoved(name: String) throws {
    expectReading()
    try FileManager.default.removeItem(atPath: data + "/" + name)
    expectRefusal("\(data)/\(name) was removed or replaced while it was open. Restart the emulator.")
    core.close()
  }

  @Test(arguments: ["", "/default.sqlite", "/default.sqlite-wal"]) func itIsClosedToUs(name: String) throws {
    expectReading()
    try set(mode: 0, of: data + name)
    // Its owner may be one whom permissions do not hold up.
    if geteuid() == 0 || name != "" {
      expectRefusal("\(data)\(name) cannot be used: its permissions were taken away.")
    } else {
      #expect(create().status == 503)
    }
    try set(mode: name.isEmpty ? 0o700 : 0o600, of: data + name)
    expectWorking()
    core.close()
  }

  // MARK: Broken databases

  private func damage(_ reason: String) -> String {
    "The database \(database) is damaged: \(reason). Stop the emulator and put a copy in its place, or move it away to "
      + "begin anew."
  }

  private func cut(to size: UInt64) throws {
    let handle = try FileHandle(forWritingTo: URL(filePath: database))
    try handle.truncate(atOffset: size)
    try handle.close()
  }

  @Test func theDatabaseIsEmptied() throws {
    expectWorking()
    try cut(to: 0)
    #expect(create().message == damage("it was emptied"))
    for path in ["/beta/users", "/beta/groups", "/beta/devices", "/beta/admin/cloudLicensing/allotments"] {
      let reply = send("GET", path)
      #expect(reply.status == 200 || reply.errorCodes == ["ServiceNotAvailable"], "\(reply.text)")
    }
    #expect(
      send("GET", "/_emulator/health").json == [
        "status": "failing", "reason": .string(damage("it was emptied")),
      ])
    core.close()
  }

  @Test func theLogIsEmptied() throws {
    expectWorking()
    let log = try FileHandle(forWritingTo: URL(filePath: database + "-wal"))
    try log.truncate(atOffset: 0)
    try log.close()
    for _ in 0..<2 {
      let refused = create()
      #expect(refused.status == 503)
      #expect(refused.message == damage("its log was cut off"))
    }
    #expect(
      send("GET", "/_emulator/health").json == [
        "status": "failing", "reason": .string(damage("its log was cut off")),
      ])
    core.close()
  }

  /// Pages that are gone do not end the process (they are mapped into memory), and are not answered by what stands in
  /// their place.
  @Test func pagesOfTheDatabaseAreGone() throws {
    // As long as something is in the log, SQLite goes by the size of the database that it says; and a connection that
    // has read since then keeps what it has mapped.
    expectWorking()
    #expect(send("GET", "/beta/deviceManagement/deviceConfigurations").status == 200)
    let store = try #require(core.tenants.mainTenant).store
    // Another connection than the one that has read these pages.
    let users = try store.read { _ in send("GET", "/beta/users?$select=id").values("id") }
    #expect(users.count == 2)
    try cut(to: 3 * 4096)
    let reason = damage("pages of it cannot be read")
    let paths = ["groups", "devices", "users", "subscribedSkus"]
    let first = try #require(paths.lazy.map { send("GET", "/beta/" + $0) }.first { $0.status != 200 })
    #expect(first.status == 503)
    #expect(first.message == reason)
    for path in paths { #expect(send("GET", "/beta/" + path).message == reason) }
    #expect(create().message == reason)
    #expect(send("GET", "/_emulator/health").json == ["status": "failing", "reason": .string(reason)])
    core.close()
  }

  @Test func theDatabaseIsOverwritten() throws {
    expectWorking()
    #expect(send("GET", "/beta/deviceManagement/deviceConfigurations").status == 200)
    let store = try #require(core.tenants.mainTenant).store
    try store.direct { _ = try $0.checkpoint(.restart) }
    let handle = try FileHandle(forWritingTo: URL(filePath: database))
    try handle.seek(toOffset: 4096)
    try handle.write(contentsOf: Data(repeating: 0x5A, count: 100 * 4096))
    try handle.close()
    // Another connection than the one that knows the pages.
    let reply = try store.read { _ in send("GET", "/beta/users") }
    #expect(reply.status == 503)
    #expect(reply.message == damage("database disk image is malformed"))
    let health = send("GET", "/_emulator/health")
    #expect(
      health.json == ["status": "failing", "reason": .string(damage("database disk image is malformed"))])
    core.close()
  }
}

/// Limits of the system that a running server meets.
@Suite struct FullDiskTests {
  /// Past the largest size of a file writes are refused, nothing is half done, and nothing else stops.
  @Test func aFileMayGrowNoFurther() throws {
    let folder = try TemporaryFolder()
    let server = try ServerProcess(["--data", folder.path + "/data"], limits: "ulimit -f 6000")
    try server.waitUntilItListens()
    let description = String(repeating: "x", count: 900)
    func create(_ number: Int, _ server: ServerProcess) throws -> HTTPClient.Answer {
      try server.client.send(
        "POST", "/groups",
        #"{"displayName":"G\#(number)","mailNickname":"g\#(number)","mailEnabled":false,"securityEnabled":true,"#
          + #""description":"\#(description)"}"#)
    }
    var created = 0
    var last = try create(created, server)
    while last.status == 201, created < 2000 {
      created += 1
      last = try create(created, server)
    }
    #expect(last.status == 507)
    let error = try JSONValue.parse(last.text).objectValue?["error"]?.objectValue
    #expect(error?["code"] == "insufficientStorage")
    #expect(
      error?["message"]
        == .string("There is no room to write to \(folder.path)/data/default.sqlite: File too large."))
    #expect(
      try server.client.send("GET", "/groups/$count", headers: ["ConsistencyLevel": "eventual"]).text
        == "\(created)")
    let health = try server.client.send("GET", "/_emulator/health", version: "")
    #expect(health.status == 503)
    #expect(health.text.contains("File too large"))
    #expect(server.end(with: SIGTERM) == 0)
    let second = try ServerProcess(["--data", folder.path + "/data"])
    try second.waitUntilItListens()
    #expect(try create(created + 1, second).status == 201)
    let count = try second.client.send("GET", "/groups/$count", headers: ["ConsistencyLevel": "eventual"])
    #expect(count.text == "\(created + 1)")
    #expect(second.end(with: SIGTERM) == 0)
  }
}
