import GraphService
import Logging
import Seeding
import Tenants

/// What the command `seed check` finds out: whether seeds can be loaded together.
public struct SeedValidation: Sendable {
  /// One sentence with file and JSON path; nil when nothing is wrong.
  public let mistake: String?
  /// Values that are derived and were passed over, each with file and JSON path.
  public let ignored: [String]
  /// How many objects the seeds make.
  public let created: Int

  /// - Parameters:
  ///   - paths: files, and folders of `*.json` files.
  ///   - metadata: what completes the model.
  /// - Throws: `EmulatorError.metadata`; `EmulatorError.fault` for what has nothing to do with the seeds.
  public init(_ paths: [String], metadata: [MetadataFile] = []) throws(EmulatorError) {
    self = try EmulatorError.told { try SeedValidation(checking: paths, metadata) }
  }

  private init(checking paths: [String], _ metadata: [MetadataFile]) throws {
    do {
      let documents = try SeedDocument.read(paths)
      var configuration = EmulatorConfiguration()
      configuration.logLevel = .critical
      configuration.metadata = metadata
      let core = try EmulatorCore(configuration, delivers: false)
      defer { core.close() }
      guard let tenant = core.tenants.mainTenant else { throw TenantFailure.unknown(core.tenants.main) }
      let check = try SeedCheck.run(documents, in: tenant)
      (mistake, ignored, created) = (check.mistake?.description, check.ignored, check.created)
    } catch let error as SeedMistake {
      (mistake, ignored, created) = (error.description, [], 0)
    }
  }
}
