import Faults
import HTTPMessages
import Observing
import Planning

/// Does to requests, and to the parts of a batch, what the faults of their tenant say.
struct FaultInjection: Layer {
  let versions: [ServiceVersion]

  func respond(to incoming: Incoming, _ next: (Incoming) -> Response) -> Response {
    incoming.meeting({ $0.faults }, next) { faults, facts in
      let effect = faults.effect(on: facts)
      // A part goes out with its batch.
      guard incoming.part == nil else { return answer(to: incoming, meeting: effect, next) }
      var whole = incoming
      let sending = SendingFaults()
      whole.sending = sending
      var response = answer(to: whole, meeting: effect, next)
      response.delivery = response.noticedDelivery(toMethod: incoming.request.method)
      sending.idle(response.delivery).forEach(faults.takeBack)
      return response
    }
  }

  private func answer(
    to incoming: Incoming, meeting effect: FaultEffect, _ next: (Incoming) -> Response
  ) -> Response {
    if let id = effect.outcomeID, let delivery = effect.outcome?.delivery {
      incoming.sending?.note(id, delivery)
    }
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
    case .cut?, .drip?: return next(incoming).delivered(outcome?.delivery ?? .whole)
    }
  }
}

extension Fault.Outcome {
  /// Of what befalls the body of the answer alone; nil for all else.
  fileprivate var delivery: Response.Delivery? {
    switch self {
    case .cut(let count): .cut(after: count)
    case .drip(let count, let pause): .dripped(bytes: count, every: pause)
    case .status, .close: nil
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
