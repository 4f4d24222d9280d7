import CSystem

/// How many tenants have their databases open at the same time.
enum OpenTenants {
  /// A sixteenth of the files that may be open, and no more than the server leaves for databases (`budget.c`: 512
  /// for all but connections and those who read at the same time, some of them for other files).
  static var limit: Int { min(max(Int(clamping: system_file_limit() / 16), 4), (512 - 64) / files) }

  /// Of a store: a database and its log, by whoever writes and by whoever reads.
  private static let files = 4
}
