internal import CLibFuzzer
import Fuzzing
import Glibc

/// libFuzzer with one target. `PEONY_FUZZ_TARGET` names it; the arguments are libFuzzer's.
@main
enum FuzzProgram {
    fileprivate static let target: FuzzTarget = {
        let name = getenv("PEONY_FUZZ_TARGET").map { String(cString: $0) } ?? ""
        guard let target = FuzzTarget.all.first(where: { $0.name == name }) else {
            print("PEONY_FUZZ_TARGET is one of: " + FuzzTarget.all.map(\.name).joined(separator: " "))
            exit(2)
        }
        return target
    }()

    static func main() {
        var count = CommandLine.argc
        var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv
        exit(LLVMFuzzerRunDriver(&count, &arguments, tryOne))
    }
}

/// Tries one input. libFuzzer's archive has a `main` beside its driver that asks for this name, though ours is the one that runs.
@_cdecl("LLVMFuzzerTestOneInput")
public func tryOne(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    do {
        try FuzzProgram.target.check(Array(UnsafeBufferPointer(start: start, count: count)))
    } catch {
        fatalError("\(FuzzProgram.target.name): \(error)")
    }
    return 0
}
