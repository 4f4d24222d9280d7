import FaultyDisk
import Foundation
import GRDBSQLite
import GraphContract
import GraphEmulatorKit
import Testing

/// The n-th operation of the disk fails, for each n: nothing acknowledged is lost, nothing refused is there, and all goes
/// on once the disk is well.
@Suite struct DiskFaultTests {
  private static let faults = [
    FaultyLayer.Fault(operation: FAULTY_WRITE, result: SQLITE_IOERR | (3 << 8), number: EIO),
    FaultyLayer.Fault(operation: FAULTY_WRITE, result: SQLITE_FULL, number: ENOSPC),
    FaultyLayer.Fault(operation: FAULTY_SYNC, result: SQLITE_IOERR | (4 << 8), number: EIO),
    FaultyLayer.Fault(operation: FAULTY_TRUNCATE, result: SQLITE_IOERR | (6 << 8), number: EIO),
    FaultyLayer.Fault(operation: FAULTY_READ, result: SQLITE_IOERR | (1 << 8), number: EIO),
    FaultyLayer.Fault(operation: FAULTY_OPEN, result: SQLITE_CANTOPEN, number: EMFILE),
  ]

  /// Of the places where an operation can fail, so many at most.
  private static let placeLimit = 8

  /// While requests are answered.
  @Test(arguments: faults, [1, Int.max]) func aRequestMeetsIt(_ fault: FaultyLayer.Fault, count: Int) throws {
    let scene = try DiskScene()
    var client = RecordingClient(0)
    let core = try scene.open(survivesPowerLoss: true)
    let send = RecordingClient.sending(to: core)
    // What the first of all opens stays open.
    client.askAll(send)
    scene.layer.mend()
    client.askAll(send)
    client.askAll(send)
    let places = scene.layer.count(fault.operation)
    for nth in Self.places(places) {
      scene.layer.fail(fault, from: nth, count: count)
      client.askAll(send)
      client.askAll(send)
      scene.layer.mend()
      #expect(client.compare(send) == [], "\(fault.testDescription), place \(nth)")
      client.askAll(send)
    }
    #expect(client.surprises == [])
    #expect(places == 0 || client.refusals > 0)
    #expect(DiskScene.health(of: core) == #"{"status":"ok"}"#)
    core.close()
    try scene.expectWhole(&client, fault.testDescription)
  }

  /// While an emulator starts over a folder that has a tenant, or has none.
  @Test(arguments: faults, [true, false]) func aStartMeetsIt(_ fault: FaultyLayer.Fault, isNew: Bool) throws {
    var nth = 1
    var reached = 0
    var isReached = true
    while isReached {
      let scene = try DiskScene()
      var client = RecordingClient(0)
      if !isNew {
        let core = try scene.open(isFaulty: false)
        client.askAll(RecordingClient.sending(to: core))
        core.close()
      }
      scene.layer.fail(fault, from: nth, count: 1)
      do {
        let core = try scene.open()
        scene.layer.mend()
        client.askAll(RecordingClient.sending(to: core))
        core.close()
      } catch {
        let sentence = "\(error)"
        #expect(sentence.contains("default.sqlite"), "\(sentence)")
      }
      isReached = scene.layer.failures > 0
      if isReached { reached += 1 }
      scene.layer.mend()
      try scene.expectWhole(&client, "\(fault.testDescription), place \(nth)")
      // In ever longer steps: 1, 2, 4, 8…
      nth *= 2
    }
    #expect(reached > 0 || !Self.isMet(fault, isNew: isNew))
  }

  /// Where a start is sure to meet it: over a tenant that is there it only opens and reads.
  private static func isMet(_ fault: FaultyLayer.Fault, isNew: Bool) -> Bool {
    let always = [FAULTY_OPEN, FAULTY_READ]
    return (isNew ? always + [FAULTY_WRITE, FAULTY_SYNC] : always).contains(fault.operation)
  }

  /// 1, 2, … up to a number, or as many of them as there is time for, evenly.
  private static func places(_ count: Int) -> [Int] {
    Array(stride(from: 1, through: count, by: max(1, (count + placeLimit - 1) / placeLimit)))
  }
}
