// swift-tools-version:6.2
import PackageDescription

/// What every Swift target is compiled with: warnings are errors, imports say what they are for.
let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let sqlite = Target.Dependency.product(name: "GRDBSQLite", package: "GRDB.swift")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let cryptoExtras = Target.Dependency.product(name: "CryptoExtras", package: "swift-crypto")
let certificates = Target.Dependency.product(name: "X509", package: "swift-certificates")
let asn1 = Target.Dependency.product(name: "SwiftASN1", package: "swift-asn1")
let arguments = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")

// The order is the layering: a target depends on those above it only (docs/architecture.md).
let package = Package(
  name: "graph-emulator",
  platforms: [.macOS(.v15)],
  products: [
    .library(name: "GraphEmulatorKit", targets: ["GraphEmulatorKit"]),
    .executable(name: "graph-emulator", targets: ["graph-emulator"]),
  ],
  dependencies: [
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-certificates", from: "1.21.1"),
    .package(url: "https://github.com/apple/swift-asn1", from: "1.7.4"),
  ],
  targets: [
    // GnuTLS is what libmicrohttpd is linked with; it stands here so that its reading can be watched (`intake.c`).
    .target(
      name: "CMicroHTTPD",
      linkerSettings: [.linkedLibrary("microhttpd"), .linkedLibrary("gnutls"), .linkedLibrary("z")]),
    .target(name: "CCurl", linkerSettings: [.linkedLibrary("curl")]),
    .target(name: "CAssets", exclude: ["files"]),
    .target(name: "CSystem"),
    .target(name: "Locks", swiftSettings: strict),
    .target(name: "HTTPMessages", swiftSettings: strict),
    .target(
      name: "HTTPServer", dependencies: ["CMicroHTTPD", "HTTPMessages", "Locks"], swiftSettings: strict),
    .target(name: "JSON", swiftSettings: strict),
    .target(name: "Faults", dependencies: ["HTTPMessages", "JSON", "Locks"], swiftSettings: strict),
    .target(name: "EntityModel", dependencies: ["JSON", "Locks"], swiftSettings: strict),
    .target(name: "OData", dependencies: ["EntityModel", "JSON"], swiftSettings: strict),
    .target(name: "GraphContract", dependencies: ["EntityModel", "OData", "JSON"], swiftSettings: strict),
    .target(
      name: "GraphStore",
      dependencies: [
        "GraphContract", "EntityModel", "OData", "HTTPMessages", "JSON", "Locks", "CSystem", grdb, sqlite,
      ],
      swiftSettings: strict),
    .target(
      name: "Workloads",
      dependencies: [
        "GraphStore", "GraphContract", "OData", "EntityModel", "JSON", "Locks", grdb, sqlite, crypto,
        cryptoExtras, certificates, asn1,
      ],
      swiftSettings: strict),
    .target(
      name: "Planning",
      dependencies: ["GraphStore", "GraphContract", "OData", "EntityModel", "JSON", "Locks"],
      swiftSettings: strict),
    .target(
      name: "Tenants",
      dependencies: ["Faults", "GraphStore", "GraphContract", "OData", "JSON", "Locks", crypto],
      swiftSettings: strict),
    .target(
      name: "Observing",
      dependencies: ["Tenants", "GraphStore", "GraphContract", "JSON", "HTTPMessages", "Locks", logging],
      swiftSettings: strict),
    .target(
      name: "Seeding",
      dependencies: [
        "Tenants", "Faults", "GraphStore", "GraphContract", "OData", "EntityModel", "HTTPMessages", "JSON",
        grdb, crypto,
      ],
      swiftSettings: strict),
    .target(
      name: "Identity",
      dependencies: [
        "Observing", "Tenants", "GraphStore", "GraphContract", "OData", "EntityModel", "JSON", "HTTPMessages",
        "Locks",
        grdb, crypto, cryptoExtras, certificates, asn1, logging,
      ],
      swiftSettings: strict),
    .target(
      name: "GraphService",
      dependencies: [
        "Identity", "Observing", "Tenants", "Faults", "Planning", "GraphStore", "GraphContract", "OData",
        "EntityModel", "JSON", "HTTPMessages",
        crypto, logging,
      ],
      swiftSettings: strict),
    .target(
      name: "ControlPlane",
      dependencies: [
        "Identity", "Seeding", "Observing", "Tenants", "Faults", "Planning", "GraphStore", "GraphContract",
        "OData", "JSON", "HTTPMessages",
        logging,
      ],
      swiftSettings: strict),
    .target(
      name: "GraphEmulatorKit",
      dependencies: [
        "ControlPlane", "GraphService", "Identity", "Observing", "Seeding", "Tenants", "Planning",
        "Workloads", "GraphStore", "GraphContract", "OData",
        "EntityModel", "JSON",
        "HTTPServer",
        "HTTPMessages",
        "CAssets", "CCurl", "CSystem", "Locks", crypto, logging,
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "graph-emulator", dependencies: ["GraphEmulatorKit", arguments, logging], swiftSettings: strict),
    .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: strict),
    .target(
      name: "TenantSupport",
      dependencies: ["Seeding", "Tenants", "GraphStore", "EntityModel", "JSON", grdb, sqlite],
      path: "Tests/TenantSupport", swiftSettings: strict),
    .target(
      name: "FaultyDisk", path: "Tests/FaultyDisk", linkerSettings: [.linkedLibrary("sqlite3")]),
    .testTarget(
      name: "HTTPServerTests",
      dependencies: ["HTTPServer", "HTTPMessages", "CMicroHTTPD", "Locks", "TestSupport"],
      swiftSettings: strict),
    .testTarget(name: "JSONTests", dependencies: ["JSON"], swiftSettings: strict),
    .testTarget(
      name: "FaultsTests", dependencies: ["Faults", "HTTPMessages", "JSON", "GraphStore"],
      swiftSettings: strict),
    .testTarget(
      name: "EntityModelTests", dependencies: ["EntityModel", "JSON", "TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "ODataTests", dependencies: ["GraphContract", "OData", "EntityModel", "JSON", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "GraphContractTests", dependencies: ["GraphContract", "OData", "EntityModel", "JSON"],
      swiftSettings: strict),
    .testTarget(
      name: "GraphStoreTests",
      dependencies: [
        "GraphStore", "GraphContract", "OData", "EntityModel", "JSON", "Locks", "TestSupport", grdb, sqlite,
      ],
      swiftSettings: strict),
    .testTarget(
      name: "WorkloadsTests",
      dependencies: [
        "GraphEmulatorKit", "Workloads", "GraphStore", "GraphContract", "OData", "EntityModel", "JSON",
        "TestSupport", "TenantSupport", grdb, sqlite,
      ],
      swiftSettings: strict),
    .testTarget(
      name: "TenantsTests",
      dependencies: [
        "Tenants", "Seeding", "GraphStore", "GraphContract", "EntityModel", "JSON", "Locks", "TenantSupport",
        grdb,
      ],
      swiftSettings: strict),
    .testTarget(
      name: "ObservingTests",
      dependencies: [
        "Observing", "Tenants", "GraphStore", "GraphContract", "JSON", "HTTPMessages", "Locks", "TestSupport",
        logging,
      ],
      swiftSettings: strict),
    .testTarget(
      name: "SeedingTests",
      dependencies: [
        "Seeding", "Tenants", "Workloads", "GraphStore", "GraphContract", "OData", "EntityModel", "JSON",
        "TenantSupport", grdb,
      ], swiftSettings: strict),
    .testTarget(
      name: "PlanningTests",
      dependencies: ["Planning", "GraphStore", "GraphContract", "OData", "EntityModel", "JSON", "Locks"],
      exclude: ["Tables"], swiftSettings: strict),
    .testTarget(
      name: "IdentityTests",
      dependencies: [
        "Identity", "Tenants", "GraphStore", "OData", "JSON", "Locks", "HTTPMessages", "TenantSupport",
        crypto,
        cryptoExtras, certificates, asn1,
      ],
      swiftSettings: strict),
    .testTarget(
      name: "GraphServiceTests",
      dependencies: [
        "GraphService", "Tenants", "Planning", "Workloads", "GraphStore", "GraphContract", "OData",
        "EntityModel",
        "TenantSupport",
        "JSON", "Locks", "HTTPMessages", grdb,
        crypto,
        logging,
      ], swiftSettings: strict),
    .testTarget(
      name: "ControlPlaneTests",
      dependencies: [
        "ControlPlane", "GraphEmulatorKit", "GraphService", "Seeding", "Tenants", "Planning", "Workloads",
        "GraphStore",
        "EntityModel", "JSON",
        "HTTPMessages", grdb, crypto, logging,
      ], swiftSettings: strict),
    .testTarget(
      name: "GraphEmulatorKitTests",
      dependencies: [
        "GraphEmulatorKit", "GraphService", "Identity", "Observing", "Seeding", "Tenants", "Planning",
        "Workloads", "GraphStore", "GraphContract",
        "OData", "EntityModel", "HTTPMessages", "HTTPServer", "JSON", "Locks", "TestSupport", "FaultyDisk",
        grdb,
        sqlite,
        crypto,
        cryptoExtras,
        logging,
      ],
      exclude: ["Routes/Tables"], swiftSettings: strict),
    // What is run with any input, and `make fuzz`, which runs it for a time.
    .target(
      name: "FuzzTargets",
      dependencies: [
        "GraphEmulatorKit", "GraphService", "Seeding", "Tenants", "GraphStore", "OData", "EntityModel",
        "JSON",
        "HTTPMessages", crypto, logging,
      ], path: "Fuzz/Targets", swiftSettings: strict),
    .executableTarget(
      name: "fuzz", dependencies: ["FuzzTargets"], path: "Fuzz/Runner", swiftSettings: strict),
    .testTarget(
      name: "FuzzTests", dependencies: ["FuzzTargets"], path: "Fuzz/Tests", swiftSettings: strict),
    // What a user of the library copies; it sees what a user sees.
    .testTarget(
      name: "SwiftTestingExample", dependencies: ["GraphEmulatorKit"], path: "Examples/SwiftTesting",
      swiftSettings: strict),
  ],
  cLanguageStandard: .c2x
)
