#if Macros
import SwiftSyntax
import SwiftSyntaxMacros

extension MacroExpansionContext {
  /// Where `declaration` stands, as the front end wants to know it.
  func site(of declaration: some SyntaxProtocol) -> ExpansionSite {
    let place = location(of: declaration, at: .afterLeadingTrivia, filePathMode: .fileID)
    return ExpansionSite(fileID: place?.file, surroundings: lexicalContext)
  }
}
#endif
