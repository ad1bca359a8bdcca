// swift-tools-version: 6.3
import PackageDescription

/// The same rules for every target: the newest language, and no warning survives.
let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .enableUpcomingFeature("InferIsolatedConformances"),
    .enableUpcomingFeature("ImmutableWeakCaptures"),
    .treatAllWarnings(as: .error),
    // Generic readers are specialised in the modules that use them; without it a list spends a third of its time on metadata.
    .unsafeFlags(["-cross-module-optimization"], .when(configuration: .release)),
]

/// Where raw memory is handled (libpq's results, libcrypto's buffers), every unsafe use is marked.
let strictMemory: [SwiftSetting] = strict + [.strictMemorySafety()]

let package = Package(
    name: "peony",
    products: [
        .executable(name: "peony", targets: ["PeonyServer"])
    ],
    dependencies: [
        // A server on SwiftNIO that accepts connections and stops in order; what happens on one is ours (`EdgeConnection`).
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        // Sub-commands, --help and argument errors of the `peony` program.
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        // The logging façade that Hummingbird and SwiftNIO write to; our handler writes JSON with redaction.
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        // Event loops, byte buffers and the parser of HTTP/1.1, on which the edge stands.
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        // Request and response heads as values, shared with Hummingbird.
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        // Starts and stops the server's long-running parts in order, on SIGTERM too.
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: [
        .systemLibrary(
            name: "CLibPQ", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        .systemLibrary(
            name: "CLibCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
        .systemLibrary(
            name: "CLibSSL", pkgConfig: "libssl", providers: [.apt(["libssl-dev"])]),
        .target(name: "Courier", dependencies: ["CLibSSL"], swiftSettings: strictMemory),
        .target(name: "Postgres", dependencies: ["CLibPQ"], swiftSettings: strictMemory),
        .target(name: "JSON", swiftSettings: strict),
        // Tables in files: encodings, CSV, spreadsheets.
        .systemLibrary(name: "CSheets", pkgConfig: "libzip", providers: [.apt(["libzip-dev", "libexpat1-dev", "zlib1g-dev"])]),
        .target(name: "Tabular", dependencies: ["CLinux", "CSheets"], swiftSettings: strictMemory),
        // QR codes, drawn by the browser from a path: libqrencode, small and unchanged for years, knows the standard better than we would.
        .systemLibrary(name: "CQREncode", providers: [.apt(["libqrencode-dev"])]),
        .target(name: "QRCode", dependencies: ["CQREncode"], swiftSettings: strictMemory),
        // The layout of PKCS #11; the module itself is opened at run time.
        .systemLibrary(name: "CPKCS11"),
        .systemLibrary(name: "CLinux"),
        .target(name: "Vault", dependencies: ["CLibCrypto", "CPKCS11", "CLinux"], swiftSettings: strictMemory),
        .target(
            name: "Platform",
            dependencies: [
                "Courier", "Postgres", "JSON", "QRCode", "Tabular", "Vault", "CLibSSL",
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            swiftSettings: strict),
        // How Chinese characters are read; the table travels inside the program.
        .target(name: "Pinyin", resources: [.embedInCode("readings.txt")], swiftSettings: strict),
        .target(
            name: "Clinic",
            dependencies: [
                "Pinyin", "Platform", "Postgres", "JSON", "QRCode", "Tabular", "Vault",
                .product(name: "HTTPTypes", package: "swift-http-types"),
            ],
            swiftSettings: strict),
        // The SQL files travel inside the program: one file to deploy, and never the wrong ones beside it.
        .target(
            name: "Schema", dependencies: ["Postgres"], path: "sql", exclude: ["schema.sql"],
            sources: ["Schema.swift"], resources: [.embedInCode("bootstrap.sql"), .embedInCode("lint.sql"), .embedInCode("migrations")],
            swiftSettings: strict),
        .target(
            name: "Demo", dependencies: ["Clinic", "Platform", "Postgres", "JSON", "Vault"], swiftSettings: strict),
        .executableTarget(
            name: "PeonyServer",
            dependencies: [
                "Clinic", "Demo", "Platform", "Schema", "Postgres", "JSON", "Vault",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ],
            // `peony backup` is the script that the backup's container runs.
            resources: [.embedInCode("backup.sh")],
            swiftSettings: strict),
        // What tests of several targets share: a database, an in-process client, a raw socket, a clock that stands still.
        .target(
            name: "PeonyTesting",
            dependencies: [
                "Platform", "Postgres", "JSON", "Vault",
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            path: "Tests/Support", swiftSettings: strict),
        // What reads bytes from outside, with what must hold: tried by libFuzzer (`scripts/fuzz`), its corpus replayed by the tests.
        .target(
            name: "Fuzzing",
            dependencies: [
                "Clinic", "Platform", "Postgres", "JSON", "Tabular", "Vault",
                .product(name: "HTTPTypes", package: "swift-http-types"),
            ],
            path: "Tests/Fuzzing", exclude: ["corpus"], swiftSettings: strict),
        .testTarget(name: "FuzzingTests", dependencies: ["Fuzzing"], swiftSettings: strict),
        .testTarget(
            name: "PlatformTests",
            dependencies: [
                "Courier", "Platform", "Postgres", "JSON", "Tabular", "Vault", "PeonyTesting",
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            swiftSettings: strict),
        .testTarget(
            name: "DemoTests", dependencies: ["Demo", "Clinic", "Platform", "Postgres", "JSON", "Vault", "PeonyTesting"],
            swiftSettings: strict),
        .testTarget(
            name: "ClinicTests",
            dependencies: [
                "PeonyServer", "Clinic", "Platform", "Schema", "Postgres", "JSON", "Tabular", "Vault", "PeonyTesting",
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: strict),
        .testTarget(name: "PostgresTests", dependencies: ["Postgres", "CLibPQ"], swiftSettings: strict),
        .testTarget(name: "JSONTests", dependencies: ["JSON"], swiftSettings: strict),
        .testTarget(name: "TabularTests", dependencies: ["Tabular"], swiftSettings: strict),
        .testTarget(name: "QRCodeTests", dependencies: ["QRCode"], swiftSettings: strict),
        .testTarget(name: "CourierTests", dependencies: ["Courier"], swiftSettings: strict),
        .testTarget(name: "PinyinTests", dependencies: ["Pinyin"], swiftSettings: strict),
        .testTarget(name: "VaultTests", dependencies: ["Vault"], swiftSettings: strict),
    ],
    swiftLanguageModes: [.v6]
)

// libFuzzer is a part of the compiler's run time and wants everything instrumented: only `scripts/fuzz` builds that.
if Context.environment["PEONY_FUZZ"] != nil {
    package.targets += [
        .systemLibrary(name: "CLibFuzzer", path: "Tests/CLibFuzzer"),
        .executableTarget(
            name: "FuzzProgram", dependencies: ["Fuzzing", "CLibFuzzer"], path: "Tests/FuzzProgram", swiftSettings: strict,
            linkerSettings: [.unsafeFlags(["-sanitize=fuzzer", "-use-ld=lld"])]),
    ]
}
