// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "scale-benchmark",
    dependencies: [.package(name: "vericlip", path: "../../..")],
    targets: ["scale-benchmark", "log-benchmark"].map { name in
        .executableTarget(
            name: name, dependencies: [.product(name: "Vericlip", package: "vericlip")],
            swiftSettings: [
                .strictMemorySafety(), .treatAllWarnings(as: .error), .enableUpcomingFeature("ExistentialAny"),
                .enableUpcomingFeature("InternalImportsByDefault"), .enableUpcomingFeature("MemberImportVisibility"),
                .swiftLanguageMode(.v6),
            ])
    }
)
