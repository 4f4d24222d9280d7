import CSystem

/// How many tenants have their databases open at the same time.
enum OpenTenants {
  /// A sixteenth of the files that may be open: each has two for each connection, and connections for those who read at the
  /// same time.
  static var limit: Int { min(max(Int(clamping: system_file_limit() / 16), 16), 256) }
}
