import GraphStore
import JSON

/// A page of a delta query, and where the next one starts.
struct DeltaPage {
  var items: [JSONObject] = []
  var next: DeltaToken
  /// What follows is still to come; otherwise the round is through.
  var hasMore = false
}

/// How much a page holds.
struct DeltaPageSize {
  let objects: Int

  /// A group of any size goes over several pages.
  var links: Int { objects * 10 }
}
