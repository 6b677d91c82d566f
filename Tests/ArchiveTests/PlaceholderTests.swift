import Testing

@Test func placeholderArchive() { #expect(1 + 1 == 2) }
