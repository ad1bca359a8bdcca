public import Platform

extension Action {
    /// See the settings of the public pages.
    public static let readOnlinePage = OnlinePage.resource.read
    /// Say what they show, and switch them on and off.
    public static let manageOnlinePage = Action("manage.online_page")
    /// See what people outside asked for.
    public static let readOnlineRequest = OnlineRequest.resource.read
    /// Something came in: a word of the audit trail.
    public static let receiveOnlineRequest = OnlineRequest.resource.create
    /// Work on it at the desk.
    public static let updateOnlineRequest = OnlineRequest.resource.update
    /// Say as a doctor what becomes of it.
    public static let reviewOnlineRequest = Action("review.online_request")
}

extension FailureCode {
    public static let onlineForm = FailureCode(
        "online_request.form", .conflict, "页面已过期，请刷新后重新提交", "The page has expired; load it again and send once more")
    public static let onlineFull = FailureCode(
        "online_request.full", .conflict, "待处理的申请较多，暂时不能在线提交，请致电机构",
        "Too many requests are waiting to be looked at, and none can be sent for now; please call the clinic")
    public static let onlineRequestState = FailureCode(
        "online_request.state", .conflict, "当前状态不能执行此操作", "The request is not at a point where this can be done")
    public static let onlineHoldEnded = FailureCode(
        "online_request.hold_ended", .conflict, "占位已失效，请另选时间", "The time is not kept any more; choose another")
    public static let onlineSlugTaken = FailureCode("online_page.slug_taken", .conflict, "网址后缀已被使用", "The address is used already")

    /// The online requests' own codes.
    public static let onlineRequests: [FailureCode] = [onlineForm, onlineFull, onlineRequestState, onlineHoldEnded, onlineSlugTaken]
}

extension EventType {
    public static let onlineRequestReceived = EventType("online_request.received", "收到网上预约", "An online request came in")
    public static let onlineRequestChanged = EventType("online_request.changed", "网上预约已处理", "An online request went a step on")
}

/// What pages and requests may be used for, and by whom at first: the desk works on them, doctors look at them first, who leads a branch says
/// what the page shows. What is answered about health is read by whoever reads what is medical.
public enum OnlineRequestPermissions {
    public static let permissions: FeaturePermissions = {
        let desk: [Action] = [.readOnlinePage, .readOnlineRequest, .updateOnlineRequest]
        return FeaturePermissions(
            actions: [
                (.readOnlinePage, LocalizedText("查看网上预约页面", "See the public pages")),
                (.manageOnlinePage, LocalizedText("管理网上预约页面", "Manage the public pages")),
                (.readOnlineRequest, LocalizedText("查看网上预约", "See online requests")),
                (.updateOnlineRequest, LocalizedText("处理网上预约", "Work on online requests")),
                (.reviewOnlineRequest, LocalizedText("预审网上预约", "Review online requests")),
            ],
            resources: [OnlinePage.resource, OnlineRequest.resource],
            defaults: [
                "front_desk": desk, "consultant": desk, "follow_up": desk, "doctor": [.readOnlineRequest, .reviewOnlineRequest],
                "nurse": [.readOnlineRequest], "marketing": [.readOnlinePage], "branch_admin": desk + [.manageOnlinePage],
                "chain_director": desk + [.manageOnlinePage], "hq_operations": [.readOnlinePage, .manageOnlinePage],
            ],
            fields: ["hq_operations": CataloguePermissions.writing([OnlinePage.resource])])
    }()

    /// What a caller is told when a constraint of the database refuses.
    public static let constraints: [String: FailureCode] = ["online_page_slug_once": .onlineSlugTaken]
    /// What is told of requests.
    public static let types: [EventType] = [.onlineRequestReceived, .onlineRequestChanged]
}
