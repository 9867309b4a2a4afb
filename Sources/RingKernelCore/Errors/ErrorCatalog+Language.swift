extension ErrorCatalog {
  static let language: [ErrorEntry] = []
}
