import GraphStore
import JSON
import OData
import Planning

/// The first round: everything that there is, in order of creation.
///
/// Changes that are made while the client pages through it come later than the position that the round began at,
/// and so are told by the next one, whether the client has seen them or not.
struct DeltaListing {
  let items: DeltaItems
  let filter: DeltaFilter
  let size: DeltaPageSize

  private var plan: DeltaPlan { items.plan }
  private var reader: Reader { items.reader }

  func page(_ token: DeltaToken, _ listing: DeltaToken.Listing) throws -> DeltaPage {
    var page = DeltaPage(next: token)
    var room = size.links
    var place = listing
    if let links = listing.links {
      place.links = try addRest(of: listing.key, from: links, &room, to: &page)
    }
    var found = try objects(after: listing.key)
    // Without rows one of each type stands for all.
    if reader.withholdsRows { found = types.map { Reader.Located(key: 0, id: "", type: $0) } }
    for object in found where place.links == nil && page.items.count < size.objects {
      place.links = try add(object, &room, to: &page)
      place.key = object.key
    }
    page.hasMore = place.links != nil || found.last.map { $0.key > place.key } == true
    page.next.listing = page.hasMore ? place : nil
    return page
  }

  private func addRest(
    of key: Int64, from place: DeltaToken.LinkPlace, _ room: inout Int, to page: inout DeltaPage
  ) throws -> DeltaToken.LinkPlace? {
    // One that is gone meanwhile is told by the next round.
    guard let object = try located(key), let type = plan.types[object.type], var item = try items.bare(key)
    else { return nil }
    let (links, rest) = try items.links(of: key, type, from: place, room: &room)
    item.members += links.members
    if !links.isEmpty { page.items.append(item) }
    return rest
  }

  private func add(
    _ object: Reader.Located, _ room: inout Int, to page: inout DeltaPage
  ) throws -> DeltaToken.LinkPlace? {
    guard let type = plan.types[object.type], var item = try items.whole(object.key) else { return nil }
    let (links, rest) = try items.links(of: object.key, type, from: nil, room: &room)
    item.members += links.members
    page.items.append(item)
    return rest
  }

  // MARK: Objects

  /// One more than a page holds at least, when there are so many.
  private func objects(after key: Int64) throws -> [Reader.Located] {
    guard case .identifiers(let identifiers) = filter else {
      reader.trace?.expect("find a page of \(size.objects)")
      return try page(after: key, size.objects + 1)
    }
    return try Set(identifiers).sorted().compactMap { id in
      reader.trace?.expect("find the object '\(id)'", identifier: "id in the filter")
      var values = items.place
      values.identifier = .text(id)
      return try reader.locate(plan.byIdentifier, values)
    }.filter { $0.key > key }.sorted { $0.key < $1.key }
  }

  /// Names of the types that the query is about.
  private var types: [String] { plan.types.keys.filter(filter.admits).sorted() }

  private func located(_ key: Int64) throws -> Reader.Located? {
    try page(after: key - 1, 1).first.flatMap { $0.key == key ? $0 : nil }
  }

  private func page(after key: Int64, _ limit: Int) throws -> [Reader.Located] {
    var values = items.place
    (values.limit, values.cursor) = (limit, [.integer(key)])
    return try reader.locateAll(plan.page, values)
  }
}
