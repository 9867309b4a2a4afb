package import RingKernelHost

extension BackendChoice {
  /// The choice that a name on the command line means; nil for a name of none.
  package init?(name: String) {
    if name == "automatic" {
      self = .automatic
    } else if let kind = BackendKind(rawValue: name) {
      self = .only(kind)
    } else {
      return nil
    }
  }
}
