internal import CSheets

/// Hears what a document consists of, in its order. Names are without their namespace.
protocol XMLListener: AnyObject {
    func began(_ element: String, _ attributes: [String: String])
    func ended(_ element: String)
    func text(_ text: String)
}

/// Reads XML piece by piece with expat. A document type declaration ends it: workbooks have none, and entities are how such files attack.
@safe final class XMLStream {
    private let parser: XML_Parser
    private let listener: any XMLListener
    private var isRefused = false
    /// Bytes since something was heard. What a name, an attribute or a comment consists of is kept by expat until it ends.
    private var silence = 0
    private static let longestSilence = 1 << 20

    init(_ listener: any XMLListener) throws(SheetError) {
        // The character between a namespace and a name; no name has it.
        guard let parser = unsafe XML_ParserCreateNS(nil, 0x7c) else { throw SheetError("memory") }
        unsafe self.parser = unsafe parser
        self.listener = listener
        unsafe XML_SetUserData(parser, Unmanaged.passUnretained(self).toOpaque())
        unsafe XML_SetElementHandler(
            parser,
            { context, name, attributes in
                let stream = unsafe XMLStream.of(context)
                stream.silence = 0
                unsafe stream.listener.began(XMLStream.local(name), XMLStream.pairs(attributes))
            },
            { context, name in
                let stream = unsafe XMLStream.of(context)
                stream.silence = 0
                unsafe stream.listener.ended(XMLStream.local(name))
            })
        unsafe XML_SetCharacterDataHandler(parser) { context, bytes, count in
            guard let bytes = unsafe bytes, count > 0 else { return }
            let text = unsafe String(
                decoding: UnsafeRawBufferPointer(start: bytes, count: Int(count)), as: UTF8.self)
            let stream = unsafe XMLStream.of(context)
            stream.silence = 0
            stream.listener.text(text)
        }
        unsafe XML_SetStartDoctypeDeclHandler(parser) { context, _, _, _, _ in
            unsafe XMLStream.of(context).refuse()
        }
    }

    deinit { unsafe XML_ParserFree(parser) }

    /// Reads the next bytes.
    func feed(_ bytes: [UInt8], isLast: Bool) throws(SheetError) {
        silence += bytes.count
        let status = unsafe bytes.withUnsafeBytes { buffer in
            unsafe XML_Parse(parser, buffer.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(buffer.count), isLast ? 1 : 0)
        }
        guard status == XML_STATUS_OK, !isRefused, silence <= XMLStream.longestSilence else { throw SheetError("xml") }
    }

    private func refuse() {
        isRefused = true
        unsafe _ = XML_StopParser(parser, 0)
    }

    private static func of(_ context: UnsafeMutableRawPointer?) -> XMLStream {
        guard let context = unsafe context else { preconditionFailure("expat lost its context") }
        return unsafe Unmanaged<XMLStream>.fromOpaque(context).takeUnretainedValue()
    }

    private static func local(_ name: UnsafePointer<XML_Char>?) -> String {
        guard let name = unsafe name else { return "" }
        let whole = unsafe String(cString: name)
        return whole.lastIndex(of: "|").map { String(whole[whole.index(after: $0)...]) } ?? whole
    }

    private static func pairs(_ attributes: UnsafeMutablePointer<UnsafePointer<XML_Char>?>?) -> [String: String] {
        guard let attributes = unsafe attributes else { return [:] }
        var pairs: [String: String] = [:]
        var index = 0
        while let name = unsafe attributes[index], let value = unsafe attributes[index + 1] {
            unsafe pairs[local(name)] = String(cString: value)
            index += 2
        }
        return pairs
    }
}
