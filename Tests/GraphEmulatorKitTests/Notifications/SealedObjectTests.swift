import Crypto
import CryptoExtras
import Foundation
import GraphEmulatorKit
import JSON
import Logging
import Testing

/// Objects that are sent along with notifications, as their reader finds them.
@Suite struct SealedObjectTests {
  /// Nobody asks for the object, so that its links begin as the operator says, or else where the server listens.
  @Test(arguments: [nil, "https://graph.example:8443/prefix"]) func linksBeginWithTheServer(url: String?)
    async throws
  {
    var configuration = EmulatorConfiguration()
    configuration.port = 0
    configuration.logLevel = .critical
    configuration.publicURL = url
    let emulator = try Emulator(configuration, seed: .json(People.seed))
    try emulator.start()
    let listener = try Listener()
    let tenant = try emulator.tenant()
    let made = try tenant.respond(
      to: EmulatorRequest(
        "POST", "/v1.0/subscriptions",
        body: """
          {"resource":"users","changeType":"updated","notificationUrl":"\(listener.url)",
           "expirationDateTime":"\(Date.now.addingTimeInterval(3600).ISO8601Format())",
           "includeResourceData":true,"encryptionCertificateId":"mine","encryptionCertificate":"\(Self.certificate)"}
          """))
    #expect(made.status == 201, "\(made.text)")
    let change = EmulatorRequest("PATCH", "/v1.0/users/\(People.alex)", body: #"{"jobTitle":"Clerk"}"#)
    #expect(try tenant.respond(to: change).status == 204)
    let item = try #require(try await listener.items(1).first)
    let object = try Self.opened(try #require(item["encryptedContent"]?.objectValue))
    #expect(
      JSONValue.object(object)
        == (try JSONValue.parse(
          """
          {"@odata.context":"\(url ?? emulator.url)/v1.0/$metadata#users/$entity","businessPhones":[],
           "displayName":"Alex Wilber","givenName":null,"jobTitle":"Clerk","mail":null,"mobilePhone":null,
           "officeLocation":null,"preferredLanguage":null,"surname":null,
           "userPrincipalName":"alex@contoso.example","id":"\(People.alex)"}
          """)))
    emulator.stop()
  }

  /// As the page on notifications with resource data tells it.
  private static func opened(_ sealed: JSONObject) throws -> JSONObject {
    func bytes(_ name: String) throws -> Data {
      let text = try #require(sealed[name]?.stringValue)
      return try #require(Data(base64Encoded: text))
    }
    let owner = try _RSA.Encryption.PrivateKey(pemRepresentation: key)
    let symmetric = try owner.decrypt(bytes("dataKey"), padding: .PKCS1_OAEP)
    let text = try AES._CBC.decrypt(
      bytes("data"), using: SymmetricKey(data: symmetric), iv: AES._CBC.IV(ivBytes: symmetric.prefix(16)))
    return try #require(try JSONValue.parse(Array(text)).objectValue)
  }

  private static let key = """
    -----BEGIN PRIVATE KEY-----
    MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC9+vrZlV0Tqo5U
    sYCdhSEXaPr32yvGR455j6zyQSvV9XbffNQ6Jy6icwFj9LAjIVeK2ZytTvKb6Hh/
    xkEJuhmOj3CMNTs7nIBsU/Pk6i5XzAd6qJvKDdi+K2GNV31HwNH/ZdpJfAp9v3EM
    HeAp1Np6LGyjleNyf/J3UmubpyyQFKoSFVERCWdaPLI4xq3KQfwglOQX9aJNddOy
    tQ7A3OhAwOWgdt8ihK45MAJ6cs3Pdo5s4c9mFXxH/PVlPy5nQwKJhZ5T7PY4Pb9p
    jFNyQAg4SHZxKaSSFYrVWrADM65A7vark3XqF7pKEN19DS+o7uiXIonDdFVkBgdC
    4GCCbWHxAgMBAAECggEAIp7lLdeZUacoLuj1/j6vjBuWeKqZLJYHscFsC+2ydlg4
    JHwUFNDlH7eDjlqd6pj94hDMC40yixTvOKHBYmtmkuMy6Goe9DsN8C/QZ2wBrABD
    cKffVA/36pfvPBmwe+34lulRwUh4hPfpOwMKwbTHZ7JGzfzXqRsF7Za4g3IQneTF
    uq5s/ukvl/76Sz2oqCcoA+PurSUcXAuhf8uCSDZ1O9qpy2BUFguMqigR5XlS+SZ/
    VMHACr/rOGUPgRMQn3U4YkqPUcrrYGPdkEZ3SIt7RV9BcLLeSb6pwwdxwdL6XIvy
    r1O4LXlCmaS+7Jv/O9kDuwqZn0JvY0qJdTKmPfCnEQKBgQDjfuJ8w+jOupazruQ5
    5ouT0ZdOaXoaXhv7OMBZDL/68xTZFwxicYRyv8bl/vUeyQVlAZUxTceeYmBBGQfr
    qfkc5DmKoPQTCmF9pQFYc7hZntc+GKOieOlJs/iqt+BayvaE885Wr0taKsjwLmEY
    6gtcOmM0dxnVhlg+rCtUav2GLQKBgQDVyML80/NV9NdEehEDFJE2v96DVNhmEGd3
    eSQk5Ma/guBWOt/8Eo9h6e3sHO+PHpbgmTYt5ISG7YQDXnzjeGu/HaKj8zrMAEi4
    Qhv/qrk+eaoBfoV4/Ghu9yE6D9PC7w0PUxoUggoV7+xdg0EcACdQV7l3mPYlzSHs
    sPEI6BFJVQKBgQCE+S6jpNOYuqHJ52lJmsNtJK5fS/HuJaIPZu2vX2973MgL2JgJ
    lrbHZ+d3ml5mnzODBbjR99e9cV03z8y8aD7PL2ue51OjKYcwrNkrfYB9CgZgKoDD
    QA+EYCjyiMYf69DKh8PNEWtnCekn0sQ4jt0TDKHeEdvM3lkIURSGpH8KBQKBgCZS
    isGPrPsnnL8lso7+zNkno9efCfuhzSpZiOUkLYx/BX/vpd8l5JYEvSWqOjdJoHo6
    fL/VSvx070k7Ut/j4kysH0+MdmnDU0XUc/hsvjA41wTVjU+Wz5G0szwZQjibaZfp
    qa8rcGtmStSohq9iR6nbT9/kh5tXHlGzlkGmeBLRAoGAEmy2OiwQAaQcoUevAqc8
    yDfwTdqmjCg/+JazTyLUWF7I0d7qVPU1aHB47uXrzBuRz6QhtHKEcp5I4/RbXDK7
    A3oammoxefKm6ezElf2laD7mFwcWSgO0NHDjPmu0f2jFB0zxb2aM8ShknFgNKCHZ
    KDyRJxyzVVTQqqxPf7pVu+M=
    -----END PRIVATE KEY-----
    """

  private static let certificate =
    "MIIC6DCCAdCgAwIBAgIBATANBgkqhkiG9w0BAQsFADAMMQowCAYDVQQDDAFsMCAXDTI2MTEyNzIzMTA0N1oYDzIxMjYxMTAzMjMxMDQ3WjAMMQowCAYDVQQDDAFsMIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAvfr62ZVdE6qOVLGAnYUhF2j699srxkeOeY+s8kEr1fV233zUOicuonMBY/SwIyFXitmcrU7ym+h4f8ZBCboZjo9wjDU7O5yAbFPz5OouV8wHeqibyg3YvithjVd9R8DR/2XaSXwKfb9xDB3gKdTaeixso5Xjcn/yd1Jrm6cskBSqEhVREQlnWjyyOMatykH8IJTkF/WiTXXTsrUOwNzoQMDloHbfIoSuOTACenLNz3aObOHPZhV8R/z1ZT8uZ0MCiYWeU+z2OD2/aYxTckAIOEh2cSmkkhWK1VqwAzOuQO72q5N16he6ShDdfQ0vqO7olyKJw3RVZAYHQuBggm1h8QIDAQABo1MwUTAdBgNVHQ4EFgQU6JKNLX37u6vN24glPqNvGOMDneIwHwYDVR0jBBgwFoAU6JKNLX37u6vN24glPqNvGOMDneIwDwYDVR0TAQH/BAUwAwEB/zANBgkqhkiG9w0BAQsFAAOCAQEAKyeEuQpC4RZ+0jEdFMuMxbIXpFbJOkL/ZPRloWXShcbHZavLxl7x6Cc50HaKU4l4jF3uKcpJAEOfBjZlyAP/2a4UWAy7wfhcwFXtMpe+t85brnPWtlA+Yj7KTqprmVQJ/5F40joKYFRPPC2JgWJC9z19pCw4qLhQsQgjlRiJ/PcVTt7bgzifBWm++eJH5iPbKSiDlqNRkbTYi/AhFWvksFxfCI6I4UPdXgxmAdpZm2u7EElJHv9KJYM0L8YOS+Gi/WtcrX5+fiyv0/7ave54aHhc+ohce5rgxeAoXD2KBMXoxJ8OGNlOSc0qArB5qbN2qZHQp3CoK8EaiCq3M+JfrQ=="
}
