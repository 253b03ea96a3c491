// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "vericlip",
    products: [
        .executable(name: "vericlip", targets: ["vericlip"]),
        .executable(name: "vericlip-analyze", targets: ["vericlip-analyze"]),
        .library(
            name: "Vericlip",
            targets: [
                "Media", "Fingerprinting", "Matching", "Comparison", "Detection", "Signing", "ContentCredentials",
                "TransparencyLog", "Registry", "EvidenceBundle", "Census",
                "RegistryStorage", "ClipAnalysis", "Verification", "ImageEncoding", "Reporting",
            ]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
        // What hummingbird is built on, where it is spoken to directly.
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0", traits: []),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: [
        // C libraries of the system: a module map and one header of macros each.
        .systemLibrary(name: "CFFmpeg", pkgConfig: "libavformat", providers: [.apt(["libavformat-dev"])]),
        .systemLibrary(name: "CBrotli", pkgConfig: "libbrotlidec", providers: [.apt(["libbrotli-dev"])]),
        .systemLibrary(name: "CCares", pkgConfig: "libcares", providers: [.apt(["libc-ares-dev"])]),
        .systemLibrary(name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        .systemLibrary(name: "COpenSSL", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
        .systemLibrary(name: "CPostgreSQL", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
        .systemLibrary(name: "CSeccomp", pkgConfig: "libseccomp", providers: [.apt(["libseccomp-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(name: "CSpawn"),
        // Layouts of PKCS #11; the module itself is loaded when it is asked for.
        .systemLibrary(name: "CPKCS11"),

        // media -> fingerprint -> match -> compare -> verdict -> report
        .target(name: "Media"),
        .target(name: "MediaDecoding", dependencies: ["CFFmpeg", "Media"]),
        .target(name: "Fingerprinting", dependencies: ["Media"]),
        .target(name: "FaceDetection", dependencies: ["Media", "Fingerprinting", "Signing"]),
        .target(name: "Matching", dependencies: ["Media", "Fingerprinting"]),
        .target(name: "Comparison", dependencies: ["Media", "Fingerprinting", "Matching"]),
        .target(name: "OnnxRuntime", dependencies: ["Signing"]),
        .target(
            name: "Detection", dependencies: ["Media"],
            // Scores of unaltered footage, from which the threshold is computed.
            resources: [.embedInCode("../../models/unaltered.tsv")]),
        .target(
            name: "ClipAnalysis",
            dependencies: ["CSpawn", "Media", "Fingerprinting", "Detection", "ContentCredentials"]),
        .target(
            name: "Verification",
            dependencies: [
                "Media", "Fingerprinting", "Matching", "Comparison", "Detection", "ClipAnalysis", "Signing",
                "ContentCredentials",
                "TransparencyLog", "Registry",
            ]),
        .target(name: "ImageEncoding", dependencies: ["CZlib", "Media"]),
        .target(
            name: "Reporting",
            dependencies: [
                "Media", "Matching", "Comparison", "Detection", "Signing", "ContentCredentials", "Verification",
                "Census", "ImageEncoding",
            ]),

        // What was kept of clips, counted.
        .target(name: "Census", dependencies: ["Media", "Fingerprinting", "Matching", "Comparison"]),

        // The registry and what vouches for it.
        .target(name: "Signing", dependencies: ["COpenSSL", "CPKCS11"]),
        .target(name: "Decompression", dependencies: ["CBrotli"]),
        .target(name: "ContentCredentials", dependencies: ["Decompression", "Signing"]),
        .target(name: "TransparencyLog", dependencies: ["Signing"]),
        .target(name: "Registry", dependencies: ["Fingerprinting", "Matching", "Signing", "TransparencyLog"]),
        .target(
            name: "RegistryStorage",
            dependencies: [
                "CPostgreSQL", "CSQLite", "HTTPClient", "Matching", "Signing", "TransparencyLog", "Registry",
                .product(name: "HeapModule", package: "swift-collections"),
            ]),

        // Registries on other machines, and what both sides say.
        .target(
            name: "RegistryExchange",
            dependencies: ["Fingerprinting", "Matching", "Media", "Registry", "Signing", "TransparencyLog"]),

        // What is handed on: a report with everything that stands behind it, in one file.
        .target(name: "EvidenceBundle", dependencies: ["Signing", "TransparencyLog", "Registry"]),

        // The network: asking servers, and being one.
        .target(name: "DNSClient", dependencies: ["CCares"]),
        .target(name: "HTTPClient", dependencies: ["CCurl"]),
        .target(name: "Printing"),
        .target(
            name: "VericlipServer",
            dependencies: [
                "EvidenceBundle", "Fingerprinting", "HTTPClient", "Matching", "Media", "Printing", "Registry",
                "RegistryExchange",
                "RegistryStorage", "Reporting", "Signing", "TransparencyLog", "Verification",
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Logging", package: "swift-log"), .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ]),

        // Programs.
        .executableTarget(
            name: "vericlip-analyze",
            dependencies: [
                "CSeccomp", "Media", "MediaDecoding", "Fingerprinting", "FaceDetection", "OnnxRuntime", "Detection",
                "ClipAnalysis", "ContentCredentials", "Signing",
            ]),
        .executableTarget(
            name: "vericlip",
            dependencies: [
                "Census", "DNSClient", "EvidenceBundle", "HTTPClient", "RegistryExchange", "VericlipServer", "Media",
                "Fingerprinting", "Matching", "Detection", "Signing",
                "TransparencyLog",
                "Registry",
                "RegistryStorage", "ClipAnalysis", "Verification", "Reporting",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Yams", package: "Yams"),
            ]),

        // Tests mirror the sources.
        .testTarget(
            name: "ClipAnalysisTests",
            dependencies: [
                "ClipAnalysis", "ContentCredentials", "Detection", "Fingerprinting", "Media", "Signing", "TestMedia",
                "vericlip-analyze",
            ]),
        .testTarget(name: "CensusTests", dependencies: ["Census"]),
        .testTarget(name: "CommandLineTests", exclude: ["CrossCheck", "Helpers", "Scripts"]),
        .testTarget(
            name: "ComparisonTests",
            dependencies: ["Media", "Fingerprinting", "Matching", "Comparison", "SeededRandom"]),
        .testTarget(name: "ContentCredentialsTests", dependencies: ["ContentCredentials", "SeededRandom", "Signing"]),
        .testTarget(name: "DecompressionTests", dependencies: ["Decompression"]),
        .testTarget(name: "DetectionTests", dependencies: ["Detection", "Media", "SeededRandom"]),
        .testTarget(
            name: "DNSClientTests",
            dependencies: [
                "DNSClient", .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ]),
        .testTarget(name: "OnnxRuntimeTests", dependencies: ["OnnxRuntime"]),
        .testTarget(
            name: "EvidenceBundleTests", dependencies: ["EvidenceBundle", "Registry", "Signing", "TransparencyLog"]),
        .testTarget(
            name: "FaceDetectionTests", dependencies: ["FaceDetection", "Fingerprinting", "Media", "MediaDecoding"]),
        .testTarget(name: "HTTPClientTests", dependencies: ["HTTPClient"]),
        .testTarget(name: "ImageEncodingTests", dependencies: ["ImageEncoding", "Media"]),
        .testTarget(name: "FingerprintingTests", dependencies: ["Media", "Fingerprinting"]),
        .testTarget(name: "MatchingTests", dependencies: ["Fingerprinting", "Matching", "Media"]),
        .testTarget(name: "MediaDecodingTests", dependencies: ["Media", "MediaDecoding", "SeededRandom", "TestMedia"]),
        .testTarget(name: "MediaTests", dependencies: ["Media"]),
        .testTarget(name: "PrintingTests", dependencies: ["Printing"]),
        .target(name: "CrashPoints", path: "Tests/CrashPoints"),
        .target(name: "SeededRandom", path: "Tests/SeededRandom"),
        .target(name: "TestMedia", path: "Tests/TestMedia"),
        .testTarget(
            name: "ReportingTests",
            dependencies: [
                "Media", "Matching", "Comparison", "Detection", "ContentCredentials", "Signing", "Verification",
                "Reporting",
            ],
            exclude: ["Goldens"]),
        .testTarget(
            name: "VerificationTests",
            dependencies: ["ClipAnalysis", "Media", "Matching", "Comparison", "Detection", "Verification"]),
        .testTarget(
            name: "RegistryStorageTests",
            dependencies: ["CrashPoints", "Matching", "Registry", "RegistryStorage", "Signing", "TransparencyLog"]),
        .testTarget(name: "RegistryTests", dependencies: ["Registry", "SeededRandom", "Signing", "TransparencyLog"]),
        .testTarget(name: "SigningTests", dependencies: ["SeededRandom", "Signing"]),
        .testTarget(
            name: "VericlipServerTests",
            dependencies: [
                "ClipAnalysis", "Comparison", "EvidenceBundle", "Fingerprinting", "HTTPClient", "Matching", "Media",
                "Registry", "RegistryExchange", "RegistryStorage", "Reporting", "Signing", "TransparencyLog",
                "VericlipServer", "Verification",
                .product(name: "Hummingbird", package: "hummingbird"),
            ]),
        .testTarget(name: "TransparencyLogTests", dependencies: ["Signing", "TransparencyLog"]),
    ]
)

for target in package.targets where target.type != .system {
    target.swiftSettings = [
        .strictMemorySafety(),
        .treatAllWarnings(as: .error),
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
        .swiftLanguageMode(.v6),
    ]
}
