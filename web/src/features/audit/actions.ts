/** The actions that one asks for; others are found without a filter. */
export const auditActions: readonly string[] = [
  "reveal.customer", "read.customer", "create.customer", "update.customer", "search.customer", "create.note", "update.note", "assign.care",
  "create.session", "end.session", "step_up.session", "set.password", "enrol.totp", "remove.totp", "accept.invitation",
  "invite.user", "update.user", "suspend.user", "revoke.session", "create.grant", "confirm.grant", "revoke.grant",
  "create.role", "update.role", "publish.role", "preview.access", "create.branch", "update.branch", "update.setting",
  "read.audit", "verify.audit", "alert.reveal_quota", "detect.spray",
];
