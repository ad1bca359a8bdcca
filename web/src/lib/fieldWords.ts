import { dictionary, Language } from "./i18n";
import { customerFields, Words } from "./spoken";
import { resources } from "./words";

// What fields of everything but customers are called: for the pages about rights and the audit, which name them all.

const otherFields: Words = dictionary({
  at: ["时间", "At"], actorId: ["操作人", "Actor"], objectType: ["对象类型", "Object type"], objectId: ["对象", "Object"], fields: ["涉及字段", "Fields"],
  customerId: ["客户", "Customer"], relation: ["谁的电话", "Whose"], severity: ["程度", "Severity"], detail: ["说明", "Detail"], since: ["自", "Since"],
  until: ["至", "Until"], recordedBy: ["登记人", "Recorded by"], otherId: ["对方", "The other"], lane: ["分工", "Lane"], userId: ["员工", "Person"],
  setBy: ["设置人", "Set by"], from: ["原等级", "From"], to: ["新等级", "To"], changedBy: ["操作人", "Changed by"], authorId: ["记录人", "Author"],
  branchId: ["院区", "Branch"], source: ["来源", "Source"], withdrawsId: ["撤销的记录", "Withdraws"], withdrawnAt: ["撤销时间", "Withdrawn at"],
  recordedAt: ["登记时间", "Recorded at"], category: ["类别", "Category"], type: ["文件类型", "Type"], bytes: ["大小（字节）", "Bytes"],
  checksum: ["内容校验（SHA-256）", "Checksum of the content (SHA-256)"], medicalRemark: ["医疗备注", "Medical remark"],
  medicalChecksum: ["医疗内容校验（SHA-256）", "Checksum of the medical content (SHA-256)"], uploadedBy: ["上传人", "Uploaded by"],
  deletedAt: ["删除时间", "Deleted at"], expiresAt: ["有效期至", "Expires at"], endedAt: ["结束时间", "Ended at"], endedBy: ["结束人", "Ended by"],
  endReason: ["结束原因", "Why it ended"], endWord: ["结束方式", "How it ended"], scope: ["范围", "Scope"], reason: ["原因", "Reason"], sharedBy: ["共享人", "Shared by"], purpose: ["目的", "Purpose"],
  noticeId: ["告知书版本", "Notice"], givenAt: ["同意时间", "Given at"], channel: ["渠道", "Channel"], giver: ["同意人", "Who agreed"],
  guardianRelation: ["与监护人关系", "Relation of the guardian"], evidenceKind: ["凭证类型", "Kind of evidence"], evidence: ["凭证", "Evidence"],
  endChannel: ["撤回渠道", "Channel of the withdrawal"], recipient: ["接收方", "Recipient"], recipientContact: ["接收方联系方式", "Contact of the recipient"],
  abroad: ["出境", "Abroad"], categories: ["数据种类", "Kinds of data"], method: ["方式", "Method"], ground: ["依据", "Ground"], consentId: ["同意记录", "Consent"],
  disclosedAt: ["提供时间", "Disclosed at"], requester: ["请求人身份", "Who asks"], requesterName: ["请求人姓名", "His name"], receivedAt: ["收到时间", "Received at"],
  receivedBy: ["登记人", "Received by"], dueAt: ["答复期限", "To be answered until"], identityMethod: ["身份核验方式", "How identity was checked"],
  identityCheckedAt: ["身份核验时间", "Identity checked at"], identityCheckedBy: ["身份核验人", "Identity checked by"], settledAt: ["办结时间", "Settled at"],
  settledBy: ["办结人", "Settled by"], refusalReason: ["拒绝理由", "Reason for the refusal"], answer: ["答复", "Answer"], liftedAt: ["解除时间", "Lifted at"],
  liftedBy: ["解除人", "Lifted by"], erasureId: ["删除凭证", "Erasure"],
  // The front desk. One name may mean different things of different resources.
  step: ["当前环节", "Step"], "visit_step.step": ["环节", "Step"], stepSince: ["环节开始", "In this step since"], arrivedAt: ["到店时间", "Arrived at"],
  leftAt: ["离院时间", "Left at"], consultantId: ["咨询师", "Consultant"], "visit.consultantId": ["接诊咨询师", "Consultant"], doctorId: ["接诊医生", "Doctor"],
  "visit_step.doctorId": ["医生", "Doctor"], roomId: ["诊室", "Room"], appointmentId: ["预约", "Appointment"], "lead.appointmentId": ["预约", "Booking"],
  triagedBy: ["分诊方式", "How it was handed out"], noDealReason: ["未成交原因", "Why nothing was agreed"], visitId: ["到院记录", "Visit"],
  "consultation.visitId": ["接诊", "Visit"], position: ["排序", "Position"], "visit_step.position": ["序号", "Position"], "plan_item.position": ["序号", "Position"],
  movedBy: ["操作人", "Moved by"], parentId: ["上级分类", "Parent category"], nameEn: ["英文名称", "English name"], categoryId: ["分类", "Category"],
  "lead_rule.categoryId": ["项目分类", "Category"], department: ["科室", "Department"], nature: ["性质", "Medical or lifestyle"],
  listPriceFen: ["标价（分）", "List price in fen"], cycleDays: ["疗程间隔（天）", "Days of a cycle"], leastDays: ["最短间隔（天）", "Least days between two"],
  booking: ["预约方式", "How it is booked"], validDays: ["有效天数", "Days that it is valid"], serviceId: ["项目", "Service"], "lead.serviceId": ["意向项目", "Wish"],
  "lead_touch.serviceId": ["意向项目", "Wish"], unitId: ["机构", "Unit"], "lead_rule.unitId": ["适用机构", "Unit"], priceFen: ["价格（分）", "Price in fen"],
  "plan_item.priceFen": ["报价合计（分）", "Price asked in fen"], capacity: ["容量", "Capacity"], bufferBefore: ["准备时间（分）", "Minutes before"],
  bufferAfter: ["清理时间（分）", "Minutes after"], model: ["型号", "Model"], serial: ["序列号", "Serial number"], certificate: ["注册证号", "Certificate"],
  certificateUntil: ["注册证有效期至", "Certificate valid until"], maintenanceDue: ["保养到期", "Maintenance due"], metrologyDue: ["计量到期", "Metrology due"],
  counter: ["计数", "Counter"], counterLimit: ["计数上限", "Limit of the counter"], class: ["执业类别", "Class"], scopes: ["执业范围", "Scopes"],
  validFrom: ["有效期自", "Valid from"], validUntil: ["有效期至", "Valid until"], placeIds: ["注册地点", "Registered places"], resourceId: ["人员资源", "Who"],
  "block.resourceId": ["资源", "Resource"], day: ["日期", "Day"], templateId: ["班次", "Template"], startsAt: ["开始", "Begins"],
  "online_request.startsAt": ["占位时间", "Time that is kept"], endsAt: ["结束", "Ends"], breakStartsAt: ["休息开始", "Break begins"],
  breakEndsAt: ["休息结束", "Break ends"], startsMinute: ["开始", "Begins"], endsMinute: ["结束", "Ends"], breakStartsMinute: ["休息开始", "Break begins"],
  breakEndsMinute: ["休息结束", "Break ends"], likeWeekday: ["按星期几营业", "Open like this day of the week"], requestedBy: ["申请人", "Requested by"],
  decidedAt: ["审批时间", "Decided at"], "treatment_plan.decidedAt": ["决定时间", "Decided at"], decidedBy: ["审批人", "Decided by"],
  "treatment_plan.decidedBy": ["登记人", "Decided by"], shiftId: ["班次", "Shift"], toResourceId: ["接班人员", "Who takes it"], forShiftId: ["交换的班次", "Exchanged for"],
  createdBy: ["登记人", "Created by"], "appointment.createdBy": ["预约人", "Booked by"], "waitlist_entry.createdBy": ["登记人", "Taken down by"],
  "treatment_plan.createdBy": ["制定人", "Made by"], "lead.createdBy": ["登记人", "Received by"], "task.createdBy": ["创建人", "Made by"],
  heldUntil: ["占位至", "Held until"], bundleId: ["系列或团体", "Series or group"], services: ["项目", "Services"], depositState: ["订金状态", "Deposit"],
  depositFen: ["应付订金（分）", "Deposit in fen"], depositDueAt: ["订金支付期限", "Deposit due"], depositPaidFen: ["已付订金（分）", "Deposit paid in fen"],
  depositForfeitFen: ["不退订金（分）", "Deposit kept in fen"], resources: ["指定资源", "With whom and what"], weekdays: ["星期", "Days of the week"],
  after: ["不早于", "Not before"], before: ["不晚于", "Ends by"], priority: ["优先级", "Priority"], offeredUntil: ["保留至", "Offered until"],
  needs: ["客户诉求", "What the customer wishes"], observations: ["面诊所见", "What was seen"], photoIds: ["照片", "Pictures"], outcome: ["结果", "Outcome"],
  closedAt: ["结束时间", "Closed at"], consultationId: ["咨询", "Consultation"], map: ["图", "Map"], x: ["横坐标（千分比）", "From the left, in thousandths"],
  y: ["纵坐标（千分比）", "From the top, in thousandths"], note: ["标注", "Note"], markedBy: ["标注人", "Marked by"], revision: ["方案版本", "Revision"],
  summary: ["方案说明", "Summary"], acceptedOption: ["选定方案", "Option accepted"], acceptedFen: ["成交金额（分）", "Amount accepted in fen"],
  declinedReason: ["拒绝原因", "Why declined"], planId: ["方案", "Plan"], option: ["方案选项", "Option"], sessions: ["次数", "Sessions"],
  listFen: ["标价合计（分）", "List price of all sessions in fen"], sites: ["部位", "Sites"], dosage: ["剂量", "Dosage"], timing: ["时间安排", "Timing"],
  risk: ["风险提示", "Risk"], insteadOfId: ["代替", "Instead of"], invitedBy: ["邀请人", "Invited by"], invitedAt: ["邀请时间", "Invited at"], verdict: ["结论", "Verdict"],
  opinion: ["会诊意见", "Opinion"], medium: ["媒介", "Medium"], campaign: ["活动", "Campaign"], ruleId: ["分配规则", "Rule"], assignedAt: ["分配时间", "Assigned at"],
  contactDueAt: ["首次联系期限", "First contact due"], contactedAt: ["首次联系时间", "First contact at"], protectedUntil: ["保护期至", "Protected until"],
  returns: ["回收次数", "Times recycled"], touchCount: ["触点次数", "Touches"], touchedAt: ["最近触点", "Last touch"], lostReason: ["流失原因", "Why lost"],
  leadId: ["线索", "Lead"], basis: ["依据", "Basis"], strategy: ["分配方式", "Strategy"], roster: ["是否按班次", "Who is at work"],
  contactMinutes: ["首次联系时限（分钟）", "Minutes to the first contact"], slug: ["网址后缀", "Address"], title: ["标题", "Title"],
  "task.title": ["内容", "What is to be done"], welcome: ["欢迎语", "Welcome"], accent: ["主题色", "Colour"], notice: ["隐私告知", "Privacy notice"],
  wishes: ["时间选择方式", "How times are wished for"], "online_request.wishes": ["期望时间", "Wished times"],
  reviewMinutes: ["预审时限（营业分钟）", "Working minutes to the review"], mostHolds: ["最多同时占位", "Times kept at once"],
  mostWaiting: ["最多待处理申请", "Requests that wait at once"], receipt: ["回执码", "Receipt"], pageId: ["页面", "Page"], age: ["年龄", "Age"],
  answers: ["健康问答", "Answers about health"], triage: ["初筛结果", "What the rules said"], slot: ["占位", "Time kept"], overdueAt: ["超时时间", "Late since"],
  message: ["转告客户", "What the desk is to say"], postponeUntil: ["推迟到", "Postponed until"], reviewedBy: ["预审医生", "Reviewed by"],
  reviewedAt: ["预审时间", "Reviewed at"], noticeVersion: ["告知版本", "Version of the notice"], assigneeId: ["负责人", "Assignee"],
  requestId: ["网上预约", "Online request"], recordId: ["到期的资质或设备", "What ends"], recordUntil: ["到期日", "Ends on"], postponed: ["延期次数", "Times postponed"],
  postponeReason: ["延期原因", "Why postponed"], closedBy: ["结束人", "Closed by"],
});

/** `customer.phone` in words. */
export function targetText(target: string, language: Language): string {
  const [resource = "", field = ""] = target.split(".");
  const names = { ...otherFields[language], ...customerFields[language] } as Record<string, string>;
  const thing = (resources[language] as Record<string, string>)[resource] ?? resource;
  return resource === "customer" || !field ? names[field] ?? field : `${thing} · ${names[target] ?? names[field] ?? field}`;
}

// What the server notes itself as the purpose of an act, where nobody was asked for one.
const notedPurposes: Words = dictionary({
  planned: ["已出方案", "Planned"], ordered: ["已成交", "Ordered"], consultation: ["开始咨询", "Consultation begun"], created: ["新建", "Created"],
  changed: ["修改", "Changed"], added: ["添加", "Added"], removed: ["移除", "Removed"], defined: ["设定", "Defined"], requested: ["提出申请", "Asked for"],
  approved: ["批准", "Approved"], rejected: ["驳回", "Rejected"], refused: ["拒绝", "Refused"], withdrawn: ["撤回", "Withdrawn"], accepted: ["成交", "Accepted"],
  declined: ["拒绝", "Declined"], discussed: ["向客户说明", "Explained to the customer"], invited: ["邀请会诊", "Colleagues invited"], photos: ["照片", "Photos"],
  marks: ["标注", "Marks"], deal: ["成交", "Deal"], no_deal: ["未成交", "No deal"], checked_in: ["签到", "Checked in"], moved: ["流转环节", "Moved on"],
  left: ["离院", "Left"], handed_over: ["转交", "Handed over"], confirmed: ["确认", "Confirmed"], released: ["释放保留", "Hold released"], expired: ["已过期", "Expired"],
  prolonged: ["延长保留", "Hold prolonged"], renewed: ["已续期", "Renewed"], expiry: ["到期提醒", "Expiry"], late: ["超时", "Overdue"], offered: ["给出时段", "Time offered"],
  online: ["网上预约", "Online request"], imported: ["导入", "Imported"], copied: ["复制", "Copied"], settings: ["设置", "Settings"], search: ["查找", "Search"],
  demo: ["演示数据", "Demo data"], converted: ["转为客户", "Made a customer"], linked: ["关联客户", "Joined to a customer"], touched: ["新触点", "Touched"],
  booked: ["待确认", "To confirm"], confirmation: ["确认", "Confirmation"], arrival: ["到店", "Arrival"], arrived: ["已到店", "Arrived"],
  start: ["开始治疗", "Treatment begun"], in_service: ["治疗中", "In treatment"], completion: ["完成", "Completion"], completed: ["已完成", "Done"],
  cancelled: ["取消", "Cancelled"], no_show: ["爽约", "No-show"], held: ["保留时段", "Held"], due: ["待付", "Due"], paid: ["已付", "Paid"], waived: ["已减免", "Waived"],
  forfeited: ["不予退还", "Kept"], contacted: ["已联系", "Contacted"], claimed: ["领取", "Claimed"], assigned: ["分配", "Assigned"], lost: ["流失", "Lost"],
  recycled: ["回收", "Back to the pool"],
  "retention ended": ["留存到期", "Retention ended"],
});

/** What an act was for: a word of the program's own, or what somebody said. */
export const purposeText = (purpose: string, language: Language): string => (notedPurposes[language] as Record<string, string>)[purpose] ?? purpose;
