import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Both ends of each connection are in this process.
func allowOpenFiles(_ count: rlim_t) throws {
  #if canImport(Glibc)
    let files = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
  #else
    let files = RLIMIT_NOFILE
  #endif
  var limit = rlimit()
  getrlimit(files, &limit)
  guard limit.rlim_cur < count else { return }
  limit.rlim_cur = count
  try #require(setrlimit(files, &limit) == 0)
}
