import Dispatch
import Foundation
import GraphStore
import HTTPMessages
import Observing
import Synchronization
import Testing

@testable import GraphEmulatorKit

/// Each request that waits is told of once, in its order, and soon.
@Suite("Requests that nobody has been told of yet") struct WaitingRecordsTests {
  @Test("the sixteenth tells of all") func count() throws {
    try expectTold(Self.records(16))
  }

  @Test("bodies of requests and answers that take 256 KB together tell of all at once") func bytes() throws {
    try expectTold([
      Self.record("1", body: 100_000), Self.record("2", answer: (256 << 10) - 100_001),
      Self.record("3", body: 1),
    ])
  }

  @Test("one alone is told of although nobody asks, and so is the next one after it") func alone() {
    let (told, isTold) = (Collected<[String]>(), DispatchSemaphore(value: 0))
    let waiting = WaitingRecords {
      told.add($0.map(\.request.target))
      isTold.signal()
    }
    for target in ["first", "second"] {
      waiting.add(Self.record(target))
      #expect(isTold.wait(timeout: .now() + 10) == .success)
    }
    #expect(told.all == [["first"], ["second"]])
  }

  @Test("the rest is told of at once to who asks for it") func rest() {
    let told = Collected<[String]>()
    let waiting = WaitingRecords { told.add($0.map(\.request.target)) }
    for record in Self.records(3) { waiting.add(record) }
    waiting.tellAll()
    #expect(told.all.flatMap { $0 } == ["1", "2", "3"])
  }

  @Test(
    "of requests of many threads each is told of once, those of a thread in their order, and by one at a time"
  )
  func threads() {
    let (told, together) = (Collected<[String]>(), Collected<Int>())
    let telling = Atomic(0)
    let waiting = WaitingRecords {
      together.add(telling.add(1, ordering: .sequentiallyConsistent).newValue)
      told.add($0.map(\.request.target))
      sched_yield()  // lets another one come in where it can
      telling.subtract(1, ordering: .sequentiallyConsistent)
    }
    Race.run(threads: 8) { thread in
      for number in 0..<200 { waiting.add(Self.record("\(thread)/\(number)")) }
    }
    waiting.tellAll()
    #expect(Set(together.all) == [1])
    let targets = told.all.flatMap { $0 }
    #expect(targets.count == 1600)
    for thread in 0..<8 {
      #expect(targets.filter { $0.hasPrefix("\(thread)/") } == (0..<200).map { "\(thread)/\($0)" })
    }
  }
}

extension WaitingRecordsTests {
  /// What was told of at a time.
  private struct Told {
    let targets: [String]
    private let thread = pthread_self()

    init(_ records: [RequestRecord]) { targets = records.map(\.request.target) }

    /// By whoever asks.
    var isOwn: Bool { pthread_equal(thread, pthread_self()) != 0 }
  }

  /// Whoever adds the last one tells of all in their order, and of none before; and so once more.
  ///
  /// On a busy machine the time may be over before the last one comes, and some are told of for that: this says nothing,
  /// and the next attempt counts.
  private func expectTold(_ records: [RequestRecord]) throws {
    let last = try #require(records.last)
    for _ in 1...1000 {
      let told = Collected<Told>()
      let waiting = WaitingRecords { told.add(Told($0)) }
      for round in 1...2 {
        for record in records.dropLast() { waiting.add(record) }
        #expect(told.all.filter(\.isOwn).count < round)
        waiting.add(last)
      }
      let own = told.all.filter(\.isOwn)
      // Returns when no other thread tells any more.
      waiting.tellAll()
      guard told.all.allSatisfy(\.isOwn) else { continue }
      #expect(own.map(\.targets) == Array(repeating: records.map(\.request.target), count: 2))
      return
    }
    Issue.record("the time was over before the last one came, in each of 1000 attempts")
  }

  private static func records(_ count: Int) -> [RequestRecord] { (1...count).map { record("\($0)") } }

  /// - Parameters:
  ///   - body: its bytes.
  ///   - answer: those of the answer's body.
  private static func record(_ target: String, body: Int = 0, answer: Int = 0) -> RequestRecord {
    RequestRecord(
      Request(method: "GET", target: target, body: Array(repeating: 0x41, count: body)),
      Response(status: 200, body: Array(repeating: 0x41, count: answer)), RequestNotes().facts,
      time: Moment(unixSeconds: 1_770_000_000), duration: .milliseconds(1))
  }
}
