#if THREAD_SANITIZER
  import Foundation
#else
  package import Synchronization
#endif

/// A value that one thread at a time has.
///
/// The standard library's `Mutex`, except where the thread sanitizer looks on: that lock waits in the kernel, where the
/// sanitizer does not see who lets whom go on, and it knows those of POSIX.
///
/// `@unchecked` for that second form alone: it keeps the value behind a pointer, which the compiler cannot follow, and
/// nobody gets there but through the mutex. The first is checked where `Mutex` is.
package struct Lock<Value: ~Copyable>: ~Copyable, @unchecked Sendable {
  #if THREAD_SANITIZER
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

    package borrowing func withLock<Result: ~Copyable, Failure: Error>(
      _ body: (inout Value) throws(Failure) -> sending Result
    ) throws(Failure) -> sending Result {
      precondition(pthread_mutex_lock(mutex) == 0, "a lock cannot be had")
      defer { precondition(pthread_mutex_unlock(mutex) == 0, "a lock cannot be given back") }
      return try body(&value.pointee)
    }
  #else
    @usableFromInline let mutex: Mutex<Value>

    @inlinable package init(_ value: consuming sending Value) { mutex = Mutex(value) }

    /// Has the value alone until `body` returns.
    @inlinable package borrowing func withLock<Result: ~Copyable, Failure: Error>(
      _ body: (inout sending Value) throws(Failure) -> sending Result
    ) throws(Failure) -> sending Result {
      try mutex.withLock(body)
    }
  #endif
}
