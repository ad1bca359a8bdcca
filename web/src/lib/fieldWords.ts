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
});

/** `customer.phone` in words. */
export function targetText(target: string, language: Language): string {
  const [resource = "", field = ""] = target.split(".");
  const names = { ...otherFields[language], ...customerFields[language] } as Record<string, string>;
  const thing = (resources[language] as Record<string, string>)[resource] ?? resource;
  return resource === "customer" || !field ? names[field] ?? field : `${thing} · ${names[field] ?? field}`;
}
