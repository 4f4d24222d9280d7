import ControlPlane
package import GraphService
package import HTTPMessages

/// The emulator without a socket: both front doors over one service.
package struct EmulatorCore: Sendable {
  package let service: GraphService
  private let controlPlane: ControlPlane
  private let folder: DataFolder

  /// - Throws: an error whose description is one sentence.
  package init(_ configuration: EmulatorConfiguration) throws {
    let seeds = try SeedDocument.read(configuration.seeds)
    let workloads = try Assembly.workloads()
    service = try Assembly.service(configuration, workloads)
    folder = try DataFolder(configuration.dataDirectory)
    controlPlane = ControlPlane(
      service: service, seeds: seeds, adminKey: configuration.adminKey, version: GraphEmulator.version,
      logger: Assembly.logger(configuration))
    do {
      service.add(
        try Assembly.tenant(
          "default", path: folder.path(of: "default"), configuration, workloads, service, seeds: seeds))
    } catch {
      folder.removeIfTemporary()
      folder.release()
      throw error
    }
  }

  package func respond(to request: Request) -> Response {
    guard request.headState == .complete else { return service.respond(to: request) }
    return controlPlane.respond(to: request) ?? service.respond(to: request)
  }

  /// Removes what was temporary; nothing may be asked afterwards.
  package func close() {
    folder.removeIfTemporary()
    folder.release()
  }
}
