import GraphEmulatorKit
import TestSupport
import Testing

/// The power goes at the n-th write: what was not synced is lost, in part or in whole.
@Suite struct PowerLossTests {
  private static let losses = 5

  /// With `--durability full` all that was acknowledged is there.
  @Test(arguments: RandomTest.seeds(1, 2)) func nothingAcknowledgedIsLost(seed: UInt64) throws {
    var random = RandomTest.numbers(seed: seed)
    for _ in 0..<Self.losses {
      let scene = try DiskScene()
      scene.layer.noteUnsynced()
      var client = RecordingClient(0)
      let nth = Int.random(in: 1...120, using: &random)
      try Self.runUntilThePowerGoes(scene, &client, at: nth, survivesPowerLoss: true)
      let seed = random.next()
      scene.layer.restorePower(seed: nth.isMultiple(of: 5) ? 0 : seed)
      try scene.expectWhole(&client, "change \(nth), seed \(seed)")
    }
  }

  /// Without it the newest may be lost, but what is there is whole.
  @Test(arguments: RandomTest.seeds(1, 2)) func whatIsThereIsWhole(seed: UInt64) throws {
    var random = RandomTest.numbers(seed: seed)
    var lost = 0
    for _ in 0..<Self.losses {
      let scene = try DiskScene()
      scene.layer.noteUnsynced()
      var client = RecordingClient(0)
      let nth = Int.random(in: 1...80, using: &random)
      try Self.runUntilThePowerGoes(scene, &client, at: nth, survivesPowerLoss: false)
      lost += scene.layer.restorePower(seed: random.next())
      let core = try scene.open(isFaulty: false)
      #expect(try LicensingInvariants.violations(core) == [])
      _ = client.compare(RecordingClient.sending(to: core))
      core.close()
      try scene.expectWhole(&client, "change \(nth)")
    }
    #expect(lost > 0)
  }

  private static func runUntilThePowerGoes(
    _ scene: DiskScene, _ client: inout RecordingClient, at nth: Int, survivesPowerLoss: Bool
  ) throws {
    let core = try scene.open(survivesPowerLoss: survivesPowerLoss)
    scene.layer.cutPower(at: nth)
    let send = RecordingClient.sending(to: core)
    for _ in 0..<200 where scene.layer.hasPower {
      // What was asked for as the power went may be there or not.
      client.askAll { method, path, body in
        let answer = send(method, path, body)
        return scene.layer.hasPower || (answer?.status ?? 500) < 300 ? answer : nil
      }
    }
    #expect(!scene.layer.hasPower)
    core.close()
  }
}
