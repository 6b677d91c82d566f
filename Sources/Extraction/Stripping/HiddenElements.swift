// HiddenElements.swift — which elements a reader does not see until a script shows them.

extension HTMLTree {
  /// `hidden`, `display: none` and the like; a `<dialog>` that is not open; and `visibility: hidden`,
  /// where it is not what a page fades its text in from.
  func isHidden(_ node: Int) -> Bool {
    if nodes[node].tag == .dialog, attributeRange(.open, of: node) == nil { return true }
    return attributes(of: node).contains { attribute in
      if attribute.name == .hidden { return true }
      guard attribute.name == .style else { return false }
      let style = arena[attribute.range]
      return InlineStyle.hides(style) || InlineStyle.isUnseen(style) && !isFadedIn(node)
    }
  }

  /// Systems hide a page or the main content in this way until it is loaded.
  private func isFadedIn(_ node: Int) -> Bool {
    nodes[node].tag == .body || nodes[node].tag == .html
      || ElementRoles.role(of: node, self) == .content
  }
}
