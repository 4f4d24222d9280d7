import Faults
import GraphStore
import HTTPMessages
import JSON
import Tenants

extension ControlRoutes {
  /// Answers that are fixed.
  static let stubs = orders(StubOrder.self, "stub", further: [mocks]) { $0.stubs }

  private static let mocks = ControlRoute("POST", ofTenant: "/stubs/import") { call, tenant in
    let object = try call.object()
    let file = try call.reading { () throws(OptionMistake) in try MockFile(object, call.versionNames) }
    return .json(status: 201, try call.imported(file, into: tenant.interference.stubs))
  }
}

extension ControlCall {
  /// Adds all mocks, or none.
  fileprivate func imported(
    _ file: MockFile, into stubs: TriggerBook<Stub>
  ) throws(ControlFailure) -> JSONValue {
    var ids: [String] = []
    do {
      for mock in file.mocks {
        ids.append(
          try adding("stubs") { _ throws(TriggerLimit) in
            try stubs.add(
              mock.stub, at: mock.trigger, generator: SeededGenerator(seed: 0), order: mock.order,
              bytes: JSONValue.object(mock.order).bytes.count)
          })
      }
    } catch {
      for id in ids { _ = stubs.remove(id) }
      throw error
    }
    return [
      "ids": .array(ids.map(JSONValue.string)), "ignored": .array(file.ignored.map(JSONValue.string)),
    ]
  }
}
