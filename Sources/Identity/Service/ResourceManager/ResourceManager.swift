import HTTPMessages
import JSON

/// What tools that sign in to Azure ask of its resource manager before they do anything else: there are no
/// subscriptions, and one tenant.
struct ResourceManager {
  static let host = ServiceHosts.resourceManager

  let authority: (_ name: String) throws -> Authority
  /// nil where any bearer token will do.
  let check: BearerCheck?

  /// nil for a path that it does not have.
  func response(to request: Request, path: String) throws -> Response? {
    switch path.lowercased() {
    case "/metadata/endpoints": return json(Self.clouds(request))
    case "/subscriptions", "/tenants":
      guard request.headers.bearerToken != nil else {
        return Self.refusal(
          "AuthenticationFailed", "Authentication failed. The 'Authorization' header is missing.")
      }
      guard try check.map({ try $0.token(isFor: Self.isAudience) != nil }) ?? true else {
        return Self.refusal("InvalidAuthenticationToken", "The access token is invalid.")
      }
      return IdentityAnswer.json(path.lowercased() == "/tenants" ? try tenants() : Self.noSubscriptions)
    default: return nil
    }
  }

  private func json(_ value: JSONValue) -> Response {
    var response = IdentityAnswer.json([:])
    response.body = value.bytes
    return response
  }

  private static var noSubscriptions: JSONObject {
    ["value": [], "count": ["type": "Total", "value": .number(0)]]
  }

  private func tenants() throws -> JSONObject {
    let authority = try self.authority("common")
    let organization = authority.organization
    return [
      "value": [
        [
          "id": .string("/tenants/\(authority.id)"), "tenantId": .string(authority.id), "countryCode": "US",
          "displayName": .string(organization.displayName),
          "domains": .array(organization.domains.map(JSONValue.string)), "tenantCategory": "Home",
          "defaultDomain": .string(organization.domains.first ?? ""), "tenantType": "AAD",
        ]
      ]
    ]
  }

  private static func isAudience(_ text: String) -> Bool {
    let plain = text.hasSuffix("/") ? String(text.dropLast()) : text
    return ["https://management.core.windows.net", "https://management.azure.com"].contains(plain)
  }

  private static func refusal(_ code: String, _ message: String) -> Response {
    var response = IdentityAnswer.json(
      ["error": ["code": .string(code), "message": .string(message)]], status: 401)
    response.headers.append(HeaderField("WWW-Authenticate", "Bearer"))
    return response
  }

  // MARK: Clouds

  /// One cloud, as the first form of the document had it, or as a list of them.
  private static func clouds(_ request: Request) -> JSONValue {
    let version = request.target.firstRange(of: "api-version=").map {
      request.target[$0.upperBound...].prefix(10)
    }
    guard let version, version >= "2019-05-01" else { return .object(cloud) }
    return [.object(listedCloud)]
  }

  private static let audiences: JSONValue = [
    "https://management.core.windows.net/", "https://management.azure.com/",
  ]

  private static var cloud: JSONObject {
    [
      "galleryEndpoint": "https://gallery.azure.com/", "graphEndpoint": "https://graph.windows.net/",
      "portalEndpoint": "https://portal.azure.com/",
      "authentication": ["loginEndpoint": "https://login.microsoftonline.com/", "audiences": audiences],
    ]
  }

  private static var listedCloud: JSONObject {
    [
      "portal": "https://portal.azure.com",
      "authentication": [
        "loginEndpoint": "https://login.microsoftonline.com", "audiences": audiences, "tenant": "common",
        "identityProvider": "AAD",
      ],
      "media": "https://rest.media.azure.net", "graphAudience": "https://graph.windows.net/",
      "graph": "https://graph.windows.net/", "name": "AzureCloud",
      "suffixes": [
        "azureDataLakeStoreFileSystem": "azuredatalakestore.net", "acrLoginServer": "azurecr.io",
        "sqlServerHostname": "database.windows.net",
        "azureDataLakeAnalyticsCatalogAndJob": "azuredatalakeanalytics.net",
        "keyVaultDns": "vault.azure.net", "storage": "core.windows.net",
      ],
      "batch": "https://batch.core.windows.net/", "resourceManager": "https://management.azure.com/",
      "activeDirectoryDataLake": "https://datalake.azure.net/",
      "sqlManagement": "https://management.core.windows.net:8443/",
      "microsoftGraphResourceId": "https://graph.microsoft.com/",
      "gallery": "https://gallery.azure.com/",
    ]
  }
}
