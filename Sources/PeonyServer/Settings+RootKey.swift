internal import ArgumentParser
internal import Foundation
internal import Vault

extension Settings {
    /// Where the root key comes from. Throws for a provider that is none, and for one that production does not allow.
    func rootProvider() throws -> any RootProvider {
        switch self[.rootProvider] {
        case "file": return RootFile(at: rootKeyFile)
        case "shares": return RootShares()
        case "pkcs11": return try rootToken()
        case "environment":
            guard try !isOn(.production) else {
                throw ValidationError("A root key in the environment is for development: --production on refuses it.")
            }
            return RootEnvironment(variable: Setting.rootKey.environment)
        default: throw ValidationError("--root-provider (PEONY_ROOT_PROVIDER) is file, shares, pkcs11 or environment.")
        }
    }

    /// Root keys beside the one of the provider, as far as they can be had: while it is replaced, the one that comes after it. For the
    /// provider `file` that is `root.key.next`; others name it with --second-root.
    func otherRootKeys() -> [RootKey] {
        var found: [RootKey] = []
        if let second = try? secondRoot(), let root = try? second.open() { found.append(root) }
        if self[.rootProvider] == "file" {
            for path in [rootKeyFile + ".next", rootKeyFile] {
                if let root = try? RootFile(at: path).open() { found.append(root) }
            }
        }
        return found
    }

    /// The provider that --second-root names: `file:PATH` or `pkcs11:LABEL`; nil without one.
    func secondRoot() throws -> (any RootProvider)? { try self[.secondRoot].isEmpty ? nil : rootProvider(named: self[.secondRoot]) }

    /// The provider of a text `file:PATH` or `pkcs11:LABEL`.
    func rootProvider(named text: String) throws -> any RootProvider {
        let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
        switch (parts.first, parts.count) {
        case ("file", 2): return RootFile(at: parts[1])
        case ("pkcs11", 2):
            let token = try rootToken()
            return RootToken(module: token.module, token: token.token, key: parts[1], pinFile: token.pinFile)
        default: throw ValidationError("A root key is named file:PATH or pkcs11:LABEL.")
        }
    }

    /// The token that the settings name.
    func rootToken() throws -> RootToken {
        guard !self[.pkcs11Module].isEmpty else {
            throw ValidationError("--pkcs11-module (PEONY_PKCS11_MODULE) names the module's shared library.")
        }
        let pinFile = self[.pkcs11PINFile].isEmpty ? self[.data] + "/token.pin" : self[.pkcs11PINFile]
        return RootToken(module: self[.pkcs11Module], token: self[.pkcs11Token], key: self[.pkcs11Key], pinFile: pinFile)
    }

    /// The root key, for a command: shares are read from standard input, one a line, until there are enough.
    func rootKey() throws -> RootKey {
        let provider = try rootProvider()
        if let shares = provider as? RootShares {
            try SecretLine.each("Share") { try shares.add(RootShare(parsing: $0)).isComplete }
        }
        return try provider.open()
    }
}

/// Secrets from standard input: never in arguments, which everybody on the machine can list. A terminal does not show what is typed.
enum SecretLine {
    /// Reads lines until `isLast` says so. Throws when they end before.
    static func each(_ prompt: String, isLast: (String) throws -> Bool) throws {
        repeat {
            guard let line = try read(prompt) else { throw ValidationError("Standard input ended before enough was given.") }
            if try isLast(line) { return }
        } while true
    }

    /// One line; nil at the end.
    static func read(_ prompt: String) throws -> String? {
        guard isatty(STDIN_FILENO) == 1 else { return readLine() }
        var shown = termios()
        tcgetattr(STDIN_FILENO, &shown)
        var hidden = shown
        hidden.c_lflag &= ~tcflag_t(ECHO)
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden)
        defer {
            tcsetattr(STDIN_FILENO, TCSAFLUSH, &shown)
            complain("")
        }
        FileHandle.standardError.write(Data("\(prompt): ".utf8))
        return readLine()
    }
}
