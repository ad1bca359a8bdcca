/// How much to load.
public struct DemoOptions: Sendable, Hashable {
    /// Decides every value; who knows it knows the demo's passwords.
    public var seed: UInt64
    /// Customers of the first chain, at most 10,000,000. The second has a tenth of them, further ones at most 100.
    public var customers: Int
    /// Chains, at most 10,000.
    public var tenants: Int

    public init(seed: UInt64 = 20_261_121, customers: Int = 5000, tenants: Int = 2) {
        self.seed = seed
        self.customers = min(max(customers, 0), 10_000_000)
        self.tenants = min(max(tenants, 1), 10_000)
    }
}
