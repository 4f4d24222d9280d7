import Faults

extension ControlRoutes {
  /// What goes wrong on purpose.
  static let faults = orders(FaultOrder.self, "fault") { $0.faults }
}
