extension Rights {
    /// What a key may do: what its scope names and its creator may do at this moment, on a unit and below.
    ///
    /// Each grant of the creator is narrowed by itself, so a right that he holds in one branch only reaches no further by his key,
    /// and a relation to rows (own, in care) stays a relation to him. A key grants nothing to anybody, and shares and emergencies are for
    /// people.
    func narrowed(to scope: RoleContent, under unit: ID<Unit>, units: UnitTree, in catalog: PermissionCatalog) -> Rights {
        let catalog = catalog.extended(by: customFields)
        let portions = grants.compactMap { grant -> Portion? in
            guard let source = grant.sources.first else { return nil }
            let place: ID<Unit>
            if units.covers(source.unit, unit) {
                place = unit
            } else if units.covers(unit, source.unit) {
                place = source.unit
            } else {
                return nil
            }
            return Portion(
                rows: RowSet(units.reach(of: place), grant.rows.relation),
                actions: grant.actions.intersection(scope.actions).subtracting(APIKeyPermissions.personal),
                fields: grant.fields.intersection(scope.fields, classes: catalog.fieldClasses),
                sources: [GrantSource(grant: source.grant, role: source.role, roleCode: source.roleCode, unit: place)])
        }
        return Rights(
            portions: portions, timeZone: timeZone, customFields: customFields,
            fingerprint: Rights.fingerprint(of: "\(fingerprint)|\(unit)|\(scope.text)"))
    }
}
