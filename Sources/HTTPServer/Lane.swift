/// Where a request is answered.
package enum Lane: Sendable, Hashable {
  /// On the thread that read it, whatever it takes: others wait meanwhile.
  case here
  /// On a thread of the lane with that number, as `ServerConfiguration.lanes` counts them.
  case lane(Int)
  /// On the thread that read it, unless it would take long (`Response.Delivery.elsewhere`): then in that lane.
  case hereOrLane(Int)
}

extension Lane {
  /// Gives each request its lane by its method and its target as they were sent, before the rest of it is looked at.
  package typealias Choice = @Sendable (_ method: Span<UInt8>, _ target: Span<UInt8>) -> Lane
}
