public import Platform

extension Action {
    /// See services, categories, packages and prices.
    public static let readService = ClinicService.resource.read
    /// Define them, for the whole chain.
    public static let manageService = Action("manage.service")
    /// Say what a service costs in a unit from a day on.
    public static let setPrice = Action("set.price")
    /// See the people, rooms and devices of a branch that can be booked.
    public static let readBookable = Bookable.resource.read
    /// Keep them.
    public static let manageResource = Action("manage.resource")
    /// See what practitioners are licensed to do, and where.
    public static let readLicence = Licence.resource.read
    /// Keep that, for the whole chain.
    public static let manageLicence = Action("manage.licence")
}

extension FailureCode {
    public static let catalogueNameTaken = FailureCode(
        "catalogue.name_taken", .conflict, "已有同名的条目", "There is one with this name already")
    public static let catalogueCodeTaken = FailureCode("catalogue.code_taken", .conflict, "编码已被使用", "The code is used already")
    public static let catalogueLimit = FailureCode("catalogue.limit", .conflict, "数量已达上限", "There are as many as there may be")
    public static let resourceThere = FailureCode(
        "catalogue.person_there", .conflict, "该人员在本院区已有此角色的资源", "The person is there in this role already")
    public static let priceThere = FailureCode(
        "catalogue.price_there", .conflict, "该机构当日已有此项目的价格", "There is a price from this day on already")
    public static let priceBegun = FailureCode(
        "catalogue.price_begun", .conflict, "价格已生效，请设定今后的新价格", "The price has begun; say another from a later day on")
    public static let licenceThere = FailureCode("catalogue.licence_there", .conflict, "证书编号已登记", "The licence is registered already")

    /// The catalogue's own codes.
    public static let catalogue: [FailureCode] = [
        catalogueNameTaken, catalogueCodeTaken, catalogueLimit, resourceThere, priceThere, priceBegun, licenceThere,
    ]
}

/// What the catalogue may be used for, and by whom at first.
public enum CataloguePermissions {
    public static let permissions: FeaturePermissions = {
        let everybody: [Action] = [.readService, .readBookable]
        let works = everybody + [.readLicence]
        let headquarters: [Action] = works + [.manageService, .setPrice, .manageResource, .manageLicence]
        let resources = [
            ServiceCategory.resource, ClinicService.resource, ServicePackage.resource, Price.resource, Bookable.resource, Licence.resource,
        ]
        return FeaturePermissions(
            actions: [
                (.readService, LocalizedText("查看项目与价格", "See services and prices")),
                (.manageService, LocalizedText("管理项目与套餐", "Define services and packages")),
                (.setPrice, LocalizedText("设定价格", "Set prices")),
                (.readBookable, LocalizedText("查看资源", "See people, rooms and devices")),
                (.manageResource, LocalizedText("管理资源", "Keep people, rooms and devices")),
                (.readLicence, LocalizedText("查看执业资质", "See licences")),
                (.manageLicence, LocalizedText("管理执业资质", "Keep licences")),
            ],
            resources: resources,
            defaults: [
                "front_desk": works, "consultant": everybody, "doctor": works, "nurse": works, "follow_up": everybody,
                "marketing": [.readService], "cashier": [.readService], "store_keeper": everybody,
                "branch_admin": works + [.manageResource], "chain_director": headquarters, "hq_operations": headquarters,
                RoleTemplate.complianceOfficer: works, "integration": everybody,
            ],
            // Operations read what is internal; of the catalogue they write it, the licences' numbers too.
            fields: ["hq_operations": writing(resources)])
    }()

    /// The right to write every field of these resources that can be written.
    static func writing(_ resources: [Resource]) -> [(field: String, right: FieldRight)] {
        resources.flatMap { resource in
            resource.fields.filter { $0.writing != .server }
                .map { (resource.qualified($0), FieldRight(.write, [.filter, .sort, .group])) }
        }
    }

    /// What a caller is told when a constraint of the database refuses.
    public static let constraints: [String: FailureCode] = [
        "service_category_name_once": .catalogueNameTaken, "service_name_once": .catalogueNameTaken,
        "service_package_name_once": .catalogueNameTaken, "resource_name_once": .catalogueNameTaken,
        "service_code_once": .catalogueCodeTaken, "service_package_code_once": .catalogueCodeTaken,
        "resource_once_a_person": .resourceThere,
        "price_once": .priceThere, "licence_number_once": .licenceThere,
    ]
}
