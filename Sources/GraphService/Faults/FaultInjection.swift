import Faults
import HTTPMessages
import Observing
import Planning

/// Does to requests, and to the parts of a batch, what the faults of their tenant say.
struct FaultInjection: Layer {
  let versions: [ServiceVersion]

  func respond(to incoming: Incoming, _ next: (Incoming) -> Response) -> Response {
    incoming.meeting({ $0.faults }, next) { faults, facts in
      answer(to: incoming, meeting: faults.effect(on: facts), next)
    }
  }

  private func answer(
    to incoming: Incoming, meeting effect: FaultEffect, _ next: (Incoming) -> Response
  ) -> Response {
    var response = answer(to: incoming, effect.outcome, isAfterCommit: effect.isAfterCommit, next)
    response.delay += effect.delay
    return response
  }

  private func answer(
    to incoming: Incoming, _ outcome: Fault.Outcome?, isAfterCommit: Bool, _ next: (Incoming) -> Response
  ) -> Response {
    switch outcome {
    case nil: return next(incoming)
    case .status(let status)?:
      if isAfterCommit {
        _ = next(incoming)
        incoming.notes?.forgetAnswer()
      }
      return FaultWords(incoming, versions).response(status)
    case .close?: return (isAfterCommit ? next(incoming) : Response(status: 503)).delivered(.withheld)
    case .cut(let count)?: return next(incoming).delivered(.cut(after: count))
    case .drip(let count, let pause)?: return next(incoming).delivered(.dripped(bytes: count, every: pause))
    }
  }
}

extension Response {
  /// What befalls a part of a batch befalls all of it, and comes first.
  fileprivate func delivered(_ delivery: Delivery) -> Response {
    var response = self
    if response.delivery == .whole { response.delivery = delivery }
    return response
  }
}
