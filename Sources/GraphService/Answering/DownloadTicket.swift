import GraphStore
import JSON
import OData
import Tenants

/// What the URL of a download holds.
struct DownloadTicket {
  let key: Int64
  let name: String
  let expires: Moment

  /// An hour, in ticks: as long as the service's own are good (page "Download driveItem content").
  private static let life: Int64 = 3_600 * 10_000_000

  init(key: Int64, name: String, at moment: Moment) {
    (self.key, self.name) = (key, name)
    expires = moment.adding(atMost: Self.life)
  }

  /// nil for what is none of this tenant's.
  init?(_ token: String, _ tenant: Tenant) {
    guard let payload = Self.seal(tenant).open(token), let values = try? JSONValue.parse(payload).arrayValue,
      values.count == 3, let key = values[0].intValue, let name = values[1].stringValue,
      let ticks = values[2].intValue, let expires = Moment(ticks: Int64(ticks))
    else { return nil }
    (self.key, self.name, self.expires) = (Int64(key), name, expires)
  }

  /// Of the bytes, for whoever knows it.
  func url(_ context: RequestContext) -> String {
    let values: JSONValue = [.number(String(key)), .string(name), .number(String(expires.ticks))]
    let token = Self.seal(context.tenant).sealed(values.bytes)
    return OpenAddress.text(.download, base: context.openBase, token: token)
  }

  private static func seal(_ tenant: Tenant) -> TokenSeal {
    TokenSeal(purpose: "download \(tenant.name)", key: tenant.tokenKey)
  }
}
