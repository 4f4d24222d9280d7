import ArgumentParser
import Foundation
import GraphEmulatorKit

/// Prints where the certificate of the development authority is, and how programs are told to trust it.
struct CertCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cert",
    abstract: "Say where the certificate is that clients have to trust for HTTPS, and how they do.",
    discussion: """
      The certificate authority is the one of servers started with the same --data; those without share one of the
      user's, in $XDG_STATE_HOME/graph-emulator (~/.local/state/graph-emulator). It is made where there is none.

      export SSL_CERT_FILE=$(graph-emulator cert --ca-path)
      """)

  @Option(
    help: ArgumentHelp("Data folder of the server. (default: GRAPH_EMULATOR_DATA)", valueName: "folder"))
  var data: String?

  @Flag(help: "Print the path of the certificate alone.")
  var caPath = false

  func run() throws {
    let folder = try data ?? EnvironmentOptions()["DATA"]
    let authority: DevelopmentAuthority
    do throws(EmulatorError) {
      // What is printed has to hold in other folders too.
      let folder = folder.map { URL(filePath: $0).absoluteURL.path }
      authority = try DevelopmentAuthority(dataDirectory: folder)
    } catch {
      StandardOutput.errorLine(error.description)
      throw ExitCode(ExitStatus.status(of: error))
    }
    StandardOutput.line(caPath ? authority.path : TrustInstructions(authority.path).text)
  }
}
