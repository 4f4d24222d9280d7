import GraphStore
import JSON

/// What the URL of a download holds.
struct DownloadTicket {
  let key: Int64
  let name: String

  /// An hour, in ticks: as long as the service's own are good (page "Download driveItem content").
  private static let life: Int64 = 3_600 * 10_000_000

  init(key: Int64, name: String) { (self.key, self.name) = (key, name) }

  /// nil for values that are none of a download.
  init?(_ ticket: SealedTicket) {
    guard ticket.values.count == 2, let key = ticket.values[0].intValue,
      let name = ticket.values[1].stringValue
    else { return nil }
    self.init(key: Int64(key), name: name)
  }

  /// Of the bytes, for whoever knows it.
  func url(_ context: RequestContext) -> String {
    let ticket = SealedTicket(
      .download, [.number(String(key)), .string(name)], until: context.moment.adding(atMost: Self.life))
    return OpenAddress.text(.download, base: context.openBase, token: ticket.token(context.tenant))
  }
}
