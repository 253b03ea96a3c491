// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "calibration",
    dependencies: [.package(name: "vericlip", path: "../../..")],
    targets: [
        .executableTarget(
            name: "face-measurements", dependencies: [.product(name: "Vericlip", package: "vericlip")],
            swiftSettings: [
                .strictMemorySafety(), .treatAllWarnings(as: .error), .enableUpcomingFeature("ExistentialAny"),
                .enableUpcomingFeature("InternalImportsByDefault"), .enableUpcomingFeature("MemberImportVisibility"),
                .swiftLanguageMode(.v6),
            ])
    ]
)
