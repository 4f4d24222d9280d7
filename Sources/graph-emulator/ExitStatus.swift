import GraphEmulator

/// Exit statuses beside 0 and 1 (`sysexits.h`).
enum ExitStatus {
  /// `EX_DATAERR`: a seed is wrong.
  static let dataError: Int32 = 65
}
