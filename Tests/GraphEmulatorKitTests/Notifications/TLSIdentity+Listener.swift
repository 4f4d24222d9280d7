import HTTPServer

extension TLSIdentity {
  /// Who a listener on 127.0.0.1 is: a certificate that vouches for itself, and that nobody else vouches for.
  static let listener = TLSIdentity(
    certificateChain: """
      -----BEGIN CERTIFICATE-----
      MIIBOzCB4aADAgECAgEBMAoGCCqGSM49BAMCMBMxETAPBgNVBAMMCGxpc3RlbmVy
      MCAXDTIwMDEwMTAwMDAwMFoYDzIxMjAwMTAxMDAwMDAwWjATMREwDwYDVQQDDAhs
      aXN0ZW5lcjBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABJ4K1U9oi3wP3AaCbyOc
      Um3QyC+8TUgvWg+ri0Ig6J6lkygyaRRZMvRUmvfv0de5IddYRSe7alvN9npEIa2W
      DjajJDAiMA8GA1UdEwEB/wQFMAMBAf8wDwYDVR0RBAgwBocEfwAAATAKBggqhkjO
      PQQDAgNJADBGAiEAkce0+ZK7MZJNl9F0T20E+IdGdq4Ygc0BmTNIQf87vCUCIQDr
      +jv4gV6YzeRSWLKpvcX518ULcrS1UVhPPlhSDA3Smw==
      -----END CERTIFICATE-----

      """,
    privateKey: """
      -----BEGIN PRIVATE KEY-----
      MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgL4JBDfMEWWA5DDkD
      NZnWvsulo1v2jmiIZgIQnZSJlWmhRANCAASeCtVPaIt8D9wGgm8jnFJt0MgvvE1I
      L1oPq4tCIOiepZMoMmkUWTL0VJr379HXuSHXWEUnu2pbzfZ6RCGtlg42
      -----END PRIVATE KEY-----

      """)
}
