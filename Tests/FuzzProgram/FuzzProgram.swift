import Fuzzing
import Glibc

/// What libFuzzer calls with each input. `PEONY_FUZZ_TARGET` names what is tried.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    do {
        try chosen.check(Array(UnsafeBufferPointer(start: start, count: count)))
    } catch {
        fatalError("\(chosen.name): \(error)")
    }
    return 0
}

private let chosen: FuzzTarget = {
    let name = getenv("PEONY_FUZZ_TARGET").map { String(cString: $0) } ?? ""
    guard let target = FuzzTarget.all.first(where: { $0.name == name }) else {
        print("PEONY_FUZZ_TARGET is one of: " + FuzzTarget.all.map(\.name).joined(separator: " "))
        exit(2)
    }
    return target
}()
