import ControlPlane
package import GraphService
package import HTTPMessages
import Seeding
package import Tenants

/// The emulator without a socket: both front doors over the same tenants.
package struct EmulatorCore: Sendable {
  package let tenants: TenantRegistry
  package let service: GraphService
  private let controlPlane: ControlPlane

  /// - Parameter seeds: what a new main tenant is filled with; nil: the files that the configuration names.
  /// - Throws: `EmulatorError.configuration`, `SeedMistake`, `DataFolderError`, `TenantFailure`
  package init(_ configuration: EmulatorConfiguration, seeds: [SeedDocument]? = nil) throws {
    let seeds = try seeds ?? SeedDocument.read(configuration.seeds)
    let assembly = try Assembly(configuration)
    tenants = try assembly.tenants(seeds)
    service = assembly.service(over: tenants)
    controlPlane = assembly.controlPlane(over: tenants)
  }

  package func respond(to request: Request) -> Response {
    guard request.headState == .complete else { return service.respond(to: request) }
    return controlPlane.respond(to: request) ?? service.respond(to: request)
  }

  /// Closes the tenants and removes what was temporary; nothing may be asked afterwards.
  package func close() { tenants.end() }
}
