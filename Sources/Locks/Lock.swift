#if THREAD_SANITIZER
  import Foundation

  /// A value that one thread at a time has: the standard library's `Mutex`, as far as it is used here.
  ///
  /// That lock waits in the kernel, where the thread sanitizer does not see who lets whom go on; it knows those of
  /// POSIX. `@unchecked` since the value stands behind a pointer, which the compiler cannot follow: nobody gets there but
  /// through the mutex.
  package struct Lock<Value: ~Copyable>: ~Copyable, @unchecked Sendable {
    private let value: UnsafeMutablePointer<Value>
    private let mutex: UnsafeMutablePointer<pthread_mutex_t>

    package init(_ value: consuming sending Value) {
      self.value = .allocate(capacity: 1)
      self.value.initialize(to: value)
      mutex = .allocate(capacity: 1)
      precondition(pthread_mutex_init(mutex, nil) == 0, "a lock cannot be made")
    }

    deinit {
      precondition(pthread_mutex_destroy(mutex) == 0, "a lock is destroyed that somebody has")
      mutex.deallocate()
      value.deinitialize(count: 1)
      value.deallocate()
    }

    /// Has the value alone until `body` returns.
    package borrowing func withLock<Result: ~Copyable, Failure: Error>(
      _ body: (inout Value) throws(Failure) -> sending Result
    ) throws(Failure) -> sending Result {
      precondition(pthread_mutex_lock(mutex) == 0, "a lock cannot be had")
      defer { precondition(pthread_mutex_unlock(mutex) == 0, "a lock cannot be given back") }
      return try body(&value.pointee)
    }
  }
#else
  @_exported public import Synchronization

  /// A value that one thread at a time has.
  ///
  /// The standard library's own type and not one around it: calls of that one are inlined where they stand, which no
  /// wrapper's are, and locks are taken several times for each request.
  package typealias Lock<Value: ~Copyable> = Mutex<Value>
#endif
