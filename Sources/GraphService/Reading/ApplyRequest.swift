import GraphStore
import JSON
import Planning

/// GET of a collection with `$apply`: the rows come in one answer.
struct ApplyRequest {
  let target: Target
  let collection: PathPlan.Collection
  let plan: AppliedPlan
  let run: RunRequest

  private var context: RequestContext { target.context }

  func answer() throws -> Answer {
    try context.readListed { reader in
      let resolver = target.resolver(try target.callerID(reader))
      let walked = try resolver.walk(reader)
      try resolver.check(collection.sources, collection.name, walked)
      let place = target.text(of: plan.context, resolver, walked)
      return .json(
        try bytes(place, parent: walked.parent(of: collection.source), reader),
        place: target.place(resolver, walked))
    }
  }

  private func bytes(_ fragment: String, parent: Int64?, _ reader: Reader) throws -> [UInt8] {
    var envelope = EnvelopeWriter(base: context.base, context: fragment)
    var values = ReadValues(parent: parent, request: run)
    if let count = plan.count {
      reader.trace?.expect("count")
      envelope.add(count: try reader.count(count, values))
    }
    reader.trace?.expect("read all rows")
    values.limit = AppliedPlan.rowLimit
    return try envelope.list { bytes in
      if plan.yieldsObjects {
        _ = try reader.appendPage(plan.plan, values, to: &bytes)
      } else {
        try reader.appendTexts(plan.plan, values, to: &bytes)
      }
    }
  }
}
