public import Platform

extension EventType {
    public static let customerCreated = EventType("customer.created", "客户已建档", "A customer was created")
    public static let customerChanged = EventType("customer.changed", "客户资料已修改", "A customer was changed")
}

/// What the customers' feature tells of.
public enum CustomerEvents {
    public static let types: [EventType] = [.customerCreated, .customerChanged]
}
