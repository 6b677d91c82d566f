// swift-tools-version: 6.2
// Package.swift — every module of Andu, and how each is compiled.
import PackageDescription

/// The house rules of every target: Swift 6 mode, no silent unsafety, no warnings.
///
/// `Lifetimes` lets our own types hand out spans; clients need no flag.
let house: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableExperimentalFeature("Lifetimes"),
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
]

/// Tests may touch unsafe API without saying so.
let testing: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
  name: "andu",
  products: [
    .executable(name: "andu", targets: ["andu"]),
    .executable(name: "andu-bench", targets: ["andu-bench"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/apple/swift-collections", exact: "1.6.0"),
    .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
    .package(url: "https://github.com/apple/swift-system", exact: "1.8.1"),
  ],
  targets: [
    .systemLibrary(
      name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(
      name: "CXXHash", pkgConfig: "libxxhash", providers: [.apt(["libxxhash-dev"])]),
    .systemLibrary(name: "CMalloc"),

    .target(
      name: "SearchIndex",
      dependencies: [
        "CXXHash", .product(name: "HeapModule", package: "swift-collections"),
        .product(name: "SystemPackage", package: "swift-system"),
      ],
      path: "Index", exclude: ["FORMAT.md"], swiftSettings: house),
    .target(name: "Containers", dependencies: ["CZlib"], swiftSettings: house),
    .target(
      name: "Extraction", dependencies: ["CLibXML2", "Containers"], swiftSettings: house),
    .target(
      name: "Archive",
      dependencies: [
        "SearchIndex", "Extraction", "Containers", "CZlib",
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "SystemPackage", package: "swift-system"),
      ], swiftSettings: house),
    .executableTarget(
      name: "andu",
      dependencies: [
        "Archive", "CMalloc", "Containers", "Extraction", "SearchIndex",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "SystemPackage", package: "swift-system"),
      ], swiftSettings: house),
    .executableTarget(
      name: "andu-bench",
      dependencies: [
        "Archive", "CLibXML2", "Extraction", "SearchIndex",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "SystemPackage", package: "swift-system"),
      ], swiftSettings: house),

    .testTarget(
      name: "SearchIndexTests", dependencies: ["SearchIndex"], swiftSettings: testing),
    // Archives for tests, true and false ones.
    .target(
      name: "ZipWriting", dependencies: ["CZlib"], path: "Tests/ZipWriting",
      swiftSettings: testing),
    .testTarget(
      name: "ContainersTests", dependencies: ["Containers", "ZipWriting"],
      swiftSettings: testing),
    .testTarget(
      name: "ExtractionTests", dependencies: ["Extraction", "Containers", "ZipWriting"],
      swiftSettings: testing),
    .testTarget(
      name: "ArchiveTests", dependencies: ["Archive", "ZipWriting"], swiftSettings: testing),
    .testTarget(
      name: "CommandTests",
      dependencies: [
        "andu", "Archive", "Containers", "Extraction", "SearchIndex", "ZipWriting",
        .product(name: "SystemPackage", package: "swift-system"),
      ], swiftSettings: testing),
  ]
)

// `make fuzz` builds with libFuzzer, which wants other flags than everything else.
if Context.environment["ANDU_FUZZING"] != nil {
  package.targets.append(
    .executableTarget(
      name: "andu-fuzz",
      dependencies: [
        "Containers", "Extraction", "SearchIndex",
        .product(name: "SystemPackage", package: "swift-system"),
      ],
      path: "Tests/Fuzzing", swiftSettings: testing))
}
