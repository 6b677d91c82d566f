import Testing

@Test func placeholderExtraction() { #expect(1 + 1 == 2) }
