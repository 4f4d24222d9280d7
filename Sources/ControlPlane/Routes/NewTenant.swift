import GraphStore
import JSON
import Seeding
import Tenants

/// A tenant as somebody asks for it: `{"id":"ci-42","seed":{…},"settings":{…},"port":true}`, or `"forkOf"` in place of
/// the seed.
struct NewTenant {
  private let name: TenantName
  private let seed: JSONValue?
  private let source: TenantName?
  private let settings: JSONObject
  private let port: JSONValue?

  /// - Throws: `OptionMistake`, `TenantFailure.unknown` for a source that there is not.
  init(_ body: JSONObject, _ tenants: TenantRegistry) throws {
    try OptionForm.object(Self.form, needing: ["id"]).check(.object(body), "$")
    name = try Self.name(body["id"], "$.id")
    seed = body["seed"]
    port = body["port"]
    source = try body["forkOf"]?.stringValue.map { text in
      // What cannot be a name is nobody's.
      guard let name = try? TenantName(text), let source = tenants.tenant(name) else {
        throw ControlFailure(404, "TenantNotFound", "There is no tenant '\(text)'.")
      }
      return source.name
    }
    guard seed == nil || source == nil else {
      throw OptionMistake("$.forkOf", "a tenant begins with a seed or as a fork, not as both")
    }
    let book = tenants.mainTenant?.store.settingsBook ?? SettingsBook()
    settings =
      try body["settings"].map { value throws(OptionMistake) in
        try book.checked(value, path: "$.settings")
      } ?? [:]
  }

  private static let form: [String: OptionForm] = [
    "id": .string, "seed": .anyObject, "forkOf": .string, "settings": .anyObject,
    "port": .either(.bool, .integer(1...65_535), called: "true, false or an integer from 1 to 65535"),
  ]

  private static func name(_ value: JSONValue?, _ path: String) throws(OptionMistake) -> TenantName {
    let text = value?.stringValue ?? ""
    guard let name = try? TenantName(text) else {
      throw OptionMistake(path, "1 to 63 of a-z, 0-9 and - expected, the first of them no -")
    }
    return name
  }

  /// - Throws: `TenantPortFailure` among others; nothing is left of the tenant then.
  func make(_ call: ControlCall) throws -> Tenant {
    let tenant = try filled(call)
    do {
      if source != nil, !settings.isEmpty { _ = try tenant.change(settings: settings, limit: call.limit) }
      try listen(call, for: tenant)
    } catch {
      call.tenants.delete(tenant)
      throw error
    }
    return tenant
  }

  private func listen(_ call: ControlCall, for tenant: Tenant) throws {
    guard let port, port != .bool(false) else { return }
    try call.ports.listen(for: name, at: port.intValue)
    guard call.tenants.tenant(name) !== tenant else { return }
    // Somebody has removed it meanwhile, and its port was not there yet.
    call.ports.close(name)
    throw TenantFailure.unknown(name)
  }

  private func filled(_ call: ControlCall) throws -> Tenant {
    guard let source else { return try call.tenants.create(name, seeds: seeds) }
    return try call.tenants.create(name, forkOf: source, adding: seeds, limit: call.limit)
  }

  /// What a reset goes back to has the settings too.
  private var seeds: [SeedDocument] {
    var documents: [SeedDocument] = []
    if let seed { documents.append(SeedDocument(name: "seed", bytes: seed.bytes)) }
    if !settings.isEmpty {
      let options: JSONValue = ["settings": .object(settings)]
      documents.append(SeedDocument(name: "settings", bytes: options.bytes))
    }
    return documents
  }
}
