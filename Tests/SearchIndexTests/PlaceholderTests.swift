import Testing

@Test func placeholderSearchIndex() { #expect(1 + 1 == 2) }
