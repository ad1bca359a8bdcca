extension SQL: ExpressibleByStringInterpolation {
    /// A literal without interpolations. `StaticString`, so that no `String` can come in through this door either.
    public init(stringLiteral literal: StaticString) {
        self.init()
        append(literal: literal)
    }

    /// A literal with interpolations.
    public init(stringInterpolation: StringInterpolation) {
        self = stringInterpolation.sql
    }

    /// Collects the pieces of an interpolated literal.
    public struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var sql = SQL()

        /// An empty collector; the capacities are only hints.
        public init(literalCapacity: Int, interpolationCount: Int) {}

        /// Text of the literal itself.
        public mutating func appendLiteral(_ literal: StaticString) {
            sql.append(literal: literal)
        }

        /// Binds a value.
        public mutating func appendInterpolation<Value: SQLEncodable>(_ value: Value) {
            sql.append(SQLParameter(value))
        }

        /// Binds a value or NULL.
        public mutating func appendInterpolation<Value: SQLEncodable>(_ value: Value?) {
            sql.append(SQLParameter(value))
        }

        /// Binds a value or NULL; the label only makes a long list readable.
        public mutating func appendInterpolation<Value: SQLEncodable>(value: Value?) {
            sql.append(SQLParameter(value))
        }

        /// Inserts a fragment, renumbered.
        public mutating func appendInterpolation(_ fragment: SQL) {
            sql.append(fragment)
        }

        /// Inserts a fragment, renumbered; the label only makes a long list readable.
        public mutating func appendInterpolation(fragment: SQL) {
            sql.append(fragment)
        }

        /// Inserts a quoted name.
        public mutating func appendInterpolation(_ identifier: SQLIdentifier) {
            sql.append(SQL(identifier))
        }
    }
}
