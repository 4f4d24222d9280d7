import JSON
import TestSupport
import Testing

/// The branding of an organization and the extensions that applications declare, as the pages "Get organizationalBranding" and
/// "Create extensionProperty" have them.
@Suite(
  "Branding and directory extensions",
  .enabled(if: PublishedFolder.isThere, "GRAPH_METADATA names no folder with published metadata"))
struct PublishedTenantFactsTests: PublishedTenantTests {
  let tenant: PublishedTenant

  init() throws { tenant = try PublishedTenant.ofAda() }

  private func branding() throws -> String {
    "/organization/\(try #require(send("GET", "/organization").values("id").first))/branding"
  }

  @Test("it was there before anybody had made one, and after DELETE") func brandingComesWithItsFirstWrite()
    throws
  {
    let path = try branding()
    #expect(send("GET", path).status == 404)
    #expect(send("DELETE", path).status == 404)
    #expect(send("PATCH", path, #"{"signInPageText":"Hello"}"#).status == 204)
    let branding = send("GET", path)
    #expect(branding["id"] == "0" && branding["signInPageText"] == "Hello", "\(branding.text)")
    #expect(send("DELETE", path).status == 204)
    #expect(send("GET", path).status == 404)
  }

  @Test func brandingComesWithALocalization() throws {
    let path = try branding()
    #expect(try make(path + "/localizations", #"{"id":"fr-FR","signInPageText":"Bonjour"}"#) == "fr-FR")
    #expect(send("GET", path)["id"] == "0")
  }

  @Test("an extension kept the name that was sent, and users could not be asked for it")
  func extensionsAreNamedAfterTheirApplication() throws {
    let application = send("POST", "/applications", #"{"displayName":"Jobs"}"#)
    let id = try #require(application["id"]?.stringValue)
    let name =
      "extension_\(try #require(application["appId"]?.stringValue).replacing("-", with: ""))_jobGroup"
    let made = send(
      "POST", "/applications/\(id)/extensionProperties",
      #"{"name":"jobGroup","dataType":"String","targetObjects":["User"]}"#)
    #expect(made.status == 201, "\(made.text)")
    #expect(made["name"]?.stringValue == name && made["appDisplayName"] == "Jobs", "\(made.text)")
    #expect(made["isMultiValued"] == .bool(false) && made["isSyncedFromOnPremises"] == .bool(false))
    let available = send("POST", "/directoryObjects/getAvailableExtensionProperties", "{}")
    #expect(available.values("name") == [name])
    let user = "/users/\(PublishedTenant.ada)"
    #expect(send("PATCH", user, #"{"\#(name)":"Pilots"}"#).status == 204)
    #expect(send("GET", "\(user)?$select=\(name)")[name] == "Pilots")
    #expect(send("GET", "/users?$filter=\(name)%20eq%20'Pilots'").values("id") == [PublishedTenant.ada])
  }
}
