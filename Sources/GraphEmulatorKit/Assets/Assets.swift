import CAssets

/// Files that are compiled into the program.
enum Assets {
  static var betaModel: [UInt8] { bytes(graph_asset_beta_csdl()) }
  static var v1Model: [UInt8] { bytes(graph_asset_v1_csdl()) }
  /// What is said of places that only the service's own metadata has.
  static var overlay: [UInt8] { bytes(graph_asset_overlay_csdl()) }
  static var products: [UInt8] { bytes(graph_asset_products()) }
  static var permissions: [UInt8] { bytes(graph_asset_permissions()) }
  /// Of places that are served and not among the documented routes.
  static var furtherPermissions: [UInt8] { bytes(graph_asset_further_permissions()) }
  static var permissionNames: [UInt8] { bytes(graph_asset_permission_names()) }
  static var directoryRoles: [UInt8] { bytes(graph_asset_directory_roles()) }
  static var refusals: [UInt8] { bytes(graph_asset_refusals()) }
  /// Not copied: it is searched where it is.
  static var published: UnsafeBufferPointer<UInt8> {
    let asset = graph_asset_published()
    return UnsafeBufferPointer(start: asset.bytes, count: asset.length)
  }

  private static func bytes(_ asset: graph_asset) -> [UInt8] {
    Array(UnsafeBufferPointer(start: asset.bytes, count: asset.length))
  }
}
