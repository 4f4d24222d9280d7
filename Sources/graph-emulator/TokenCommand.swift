import ArgumentParser
import Foundation

/// Has a running server make a token, and prints it.
struct TokenCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "token",
    abstract: "Print an access token that a running server has made.",
    discussion: """
      With --scope it is a user's, with --role an application's:

        graph-emulator token --user adele@contoso.example --scope User.Read --scope Group.Read.All
        curl -H "Authorization: Bearer $(graph-emulator token --role User.Read.All)" \
      http://localhost:8585/v1.0/users
      """)

  @Option(
    help: ArgumentHelp("A delegated permission; may be given several times.", valueName: "name"))
  var scope: [String] = []

  @Option(
    help: ArgumentHelp(
      "A permission of the application itself; may be given several times.", valueName: "name"))
  var role: [String] = []

  @Option(
    help: ArgumentHelp(
      "Whose token it is. (default: the signed-in user of the settings)", valueName: "id or name"))
  var user: String?

  @Option(help: ArgumentHelp("The application that it is given to.", valueName: "id"))
  var clientId: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Seconds for which it is good. (default: 3600)", valueName: "seconds"))
  var lifetime: Int?

  @Option(help: ArgumentHelp("The tenant that it is for.", valueName: "name"))
  var tenant = "default"

  @OptionGroup var server: ServerAddress

  func validate() throws {
    guard scope.isEmpty || role.isEmpty else {
      throw ValidationError("--scope is of a user and --role of an application: give one of them.")
    }
  }

  func run() throws {
    let probe = try server.probe()
    guard let answer = probe.answer("POST", "/_emulator/tenants/\(escapedTenant)/tokens", body: try order())
    else {
      StandardOutput.errorLine("\(probe.address) does not answer")
      throw ExitCode(ExitStatus.failure)
    }
    guard answer.status == 200, let token = Self.text("access_token", in: answer.body) else {
      StandardOutput.errorLine(Self.message(of: answer.body) ?? "\(probe.address) answers \(answer.status)")
      throw ExitCode(ExitStatus.failure)
    }
    StandardOutput.line(token)
  }

  /// What is no name of a tenant is none of the server's either, and must not change the path.
  private var escapedTenant: String {
    tenant.addingPercentEncoding(withAllowedCharacters: .alphanumerics.union(["-"])) ?? ""
  }

  private func order() throws -> Data {
    var order: [String: Any] = role.isEmpty ? ["scopes": scope] : ["roles": role]
    order["user"] = user
    order["clientId"] = clientId
    order["lifetime"] = lifetime
    return try JSONSerialization.data(withJSONObject: order)
  }

  // MARK: Answers

  private static func object(_ body: Data) -> [String: Any]? {
    // What is no JSON has no members.
    (try? JSONSerialization.jsonObject(with: body)) as? [String: Any]
  }

  private static func text(_ name: String, in body: Data) -> String? { object(body)?[name] as? String }

  private static func message(of body: Data) -> String? {
    (object(body)?["error"] as? [String: Any])?["message"] as? String
  }
}
