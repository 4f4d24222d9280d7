import HTTPMessages
import JSON
import Testing

/// Clients that write faster than Intune takes it: 100 writes of an application in 20 seconds, 200 of all.
@Suite struct IntuneThrottlingTests {
  private typealias Throttled = ThrottledEmulator

  private let emulator: TestEmulator

  init() throws { emulator = try ThrottledEmulator().emulator }

  private static let profiles = "/deviceManagement/deviceConfigurations"
  private static let role = "DeviceManagementConfiguration.ReadWrite.All"
  private static let body =
    ##"{"@odata.type":"#microsoft.graph.windows10CustomConfiguration","displayName":"New"}"##

  private func make(_ headers: [HeaderField] = []) -> Reply {
    emulator.send("POST", Self.profiles, Self.body, headers: headers)
  }

  /// How often each status comes.
  private func make(_ count: Int, _ headers: [HeaderField] = []) -> [Int: Int] {
    Dictionary((0..<count).map { _ in (make(headers).status, 1) }, uniquingKeysWith: +)
  }

  /// How many there are beside the two of the seed.
  private var made: Int { emulator.get("\(Self.profiles)?$select=id").items.count - 2 }

  @Test func aClientThatGoesOnLosesWrites() throws {
    #expect(make(150) == [201: 100, 429: 50])
    #expect(make().whole == Throttled.refusal())
    #expect(made == 100)
  }

  @Test func aClientThatWaitsLosesNone() throws {
    var waits = 0
    for _ in 0..<150 {
      while true {
        let reply = make()
        guard reply.status == 429 else {
          #expect(reply.status == 201)
          break
        }
        waits += 1
        let seconds = try #require(reply.header("Retry-After").flatMap { Int64($0) })
        try emulator.advance(milliseconds: seconds * 1000)
      }
    }
    #expect(waits == 10)
    #expect(made == 150)
  }

  @Test func theClockMakesRoom() throws {
    #expect(make(100) == [201: 100])
    try emulator.advance(milliseconds: 199)
    #expect(make().status == 429)
    try emulator.advance(milliseconds: 1)
    #expect(make(2) == [201: 1, 429: 1])
    try emulator.advance(milliseconds: 20_000)
    #expect(make(101) == [201: 100, 429: 1])
  }

  @Test func allApplicationsShareWhatIsTheTenants() {
    let own = ["a", "b", "c"].map { [Throttled.application($0, Self.role)] }
    #expect(make(101, own[0]) == [201: 100, 429: 1])
    #expect(make(100, own[1]) == [201: 100])
    #expect(make(1, own[2]) == [429: 1])
  }

  @Test func readsAndOtherPartsOfTheServiceGoOn() {
    #expect(make(101) == [201: 100, 429: 1])
    #expect(emulator.get("\(Self.profiles)/\(People.profile)").status == 200)
    #expect(emulator.send("PATCH", "/users/\(People.adele)", #"{"department":"IT"}"#).status == 204)
  }

  @Test func whatIsRefusedAnywayIsNotCounted() throws {
    for _ in 0..<100 {
      #expect(emulator.send("POST", "\(Self.profiles)/x/nothing", Self.body).status == 400)
    }
    #expect(make(100) == [201: 100])
  }

  /// Each part by itself; the batch has room.
  @Test func partsOfABatch() throws {
    let json = #""headers":{"content-type":"application/json"}"#
    let items = (1...20).map {
      #"{"id":"\#($0)","method":"POST","url":"\#(Self.profiles)",\#(json),"body":\#(Self.body)}"#
    }.joined(separator: ",")
    let read = #"{"id":"read","method":"GET","url":"\#(Self.profiles)"}"#
    for _ in 0..<4 {
      let reply = emulator.batch(items)
      #expect(reply.outcomes == (1...20).map { "\($0) 201" })
    }
    #expect(make(19) == [201: 19])
    let two = (1...2).map {
      #"{"id":"\#($0)","method":"POST","url":"\#(Self.profiles)",\#(json),"body":\#(Self.body)}"#
    }
    let reply = emulator.batch((two + [read]).joined(separator: ","))
    #expect(reply.status == 200)
    #expect(reply.outcomes == ["1 201", "2 429", "read 200"])
    #expect(
      reply.parts.dropFirst().first == #"""
        {"id":"2","status":429,"headers":{"Content-Type":"application/json","Retry-After":"1"},\#
        "body":{"error":{"code":"TooManyRequests","message":"Please retry again later.",\#
        "innerError":{"code":"429","message":"Please retry after","status":"429",\#
        "date":"2026-01-31T08:15:30","request-id":"{id}","client-request-id":"{id}"}}}}
        """#)
  }

  @Test func offByDefault() throws {
    let emulator = try TestEmulator.frozen(People.everyWorkload)
    for _ in 0..<150 { #expect(emulator.send("POST", Self.profiles, Self.body).status == 201) }
  }
}
