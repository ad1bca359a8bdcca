import type { Timeline } from "../../gen/api";
import { useFieldLabel } from "../../lib/customFields";
import { useDirectory } from "../../lib/directory";
import { dictionary, useTexts } from "../../lib/i18n";
import { Badge } from "../../ui/Badge";
import { IconButton } from "../../ui/Button";
import type { Happening } from "../../ui/Timeline";
import { CorrectionText } from "./Correction";

const texts = dictionary({
  created: ["建立档案", "Record created"],
  changed: ["修改资料", "Record changed"],
  noted: ["写了沟通记录", "Note written"],
  corrected: ["更正了一条事件", "Event corrected"],
  correct: ["更正", "Correct"],
  care_assigned: ["指定诊疗关系", "Care assigned"],
  customer_phone_added: ["添加电话", "Phone added"],
  customer_phone_changed: ["修改电话", "Phone changed"],
  customer_phone_removed: ["删除电话", "Phone removed"],
  customer_address_added: ["添加地址", "Address added"],
  customer_address_changed: ["修改地址", "Address changed"],
  customer_address_removed: ["删除地址", "Address removed"],
  warning_added: ["登记医疗警示", "Medical warning recorded"],
  warning_changed: ["修改医疗警示", "Medical warning changed"],
  relation_added: ["登记亲友关系", "Relation recorded"],
  relation_changed: ["修改亲友关系", "Relation changed"],
  relation_removed: ["删除亲友关系", "Relation removed"],
  attachment_added: ["添加照片或文件", "File added"],
  attachment_changed: ["修改文件说明", "File described"],
  attachment_removed: ["删除照片或文件", "File deleted"],
  lane_changed: ["调整服务分工", "Lane changed"], lead_touched: ["再次咨询", "Asked again"], lead_converted: ["由线索建档", "Came from a lead"],
  consent_given: ["登记同意", "Consent given"],
  consent_withdrawn: ["撤回同意", "Consent withdrawn"],
  disclosed: ["对外提供", "Data passed on"],
  merged: ["并入了另一份档案", "Another file was merged into this one"],
  merge_undone: ["撤销了合并", "A merge was undone"],
  tagged: ["打标签", "Tagged"],
  untagged: ["移除标签", "Tag removed"],
  visited: ["到院", "Visit"],
  visit_withdrawn: ["撤销到院记录", "Visit withdrawn"],
  visit_handed_over: ["转交接诊", "Visit handed over"],
  visit_left: ["离院", "Left"],
  consulted: ["面诊咨询", "Consultation"],
  consultation_closed: ["咨询结束", "Consultation ended"],
  plan_made: ["制定方案", "Plan made"],
  plan_discussed: ["说明方案", "Plan shown"],
  joint_review: ["邀请会诊", "Joint consultation"],
  plan_reviewed: ["会诊意见", "Opinion on the plan"],
  plan_accepted: ["方案成交", "Plan accepted"],
  plan_declined: ["方案未成交", "Plan declined"],
  appointment_booked: ["预约", "Appointment booked"],
  appointment_moved: ["改期", "Appointment moved"],
  appointment_changed: ["调整预约", "Appointment changed"],
  appointment_confirmed: ["预约已确认", "Appointment confirmed"],
  appointment_arrived: ["到店", "Arrived for an appointment"],
  appointment_in_service: ["开始治疗", "Treatment begun"],
  appointment_completed: ["预约完成", "Appointment completed"],
  appointment_cancelled: ["取消预约", "Appointment cancelled"],
  appointment_no_show: ["爽约", "Did not come"],
  appointment_deposit_waived: ["减免订金", "Deposit waived"],
  appointment_deposit_paid: ["已付订金", "Deposit paid"],
  appointment_reminder: ["预约提醒已到时间", "Reminder due"],
  appointment_offered: ["候补保留了时间", "Offered a time"],
  care_approved: ["批准查看申请", "Access approved"],
  break_glass: ["紧急打开", "Opened in an emergency"],
  shared: ["共享给其他院区", "Shared with a branch"],
  share_ended: ["结束共享", "Share ended"],
  restricted: ["限制查看", "Restricted"],
  restriction_lifted: ["解除限制", "Restriction lifted"],
  objected: ["拒绝推广", "Objected to promotion"],
  data_requested: ["提出个人信息请求", "Data request"],
  other: ["其他事件", "Something else"],
  by: [(name: string) => `${name}`, (name: string) => `by ${name}`],
  system: ["系统", "the system"],
});

const icons: Record<string, string> = {
  created: "user-round-plus", changed: "pencil", noted: "message-square-text", corrected: "pencil-line", care_assigned: "stethoscope", consent_given: "file-check", consent_withdrawn: "file-x",
  attachment_added: "image", attachment_removed: "trash-2", disclosed: "share-2", tagged: "tag", untagged: "tag", visited: "map-pin", visit_withdrawn: "undo-2", visit_handed_over: "user-round-cog", visit_left: "log-out", consulted: "message-square-text", consultation_closed: "circle-check", plan_made: "file-text",
  plan_discussed: "file-text", joint_review: "users", plan_reviewed: "stethoscope", plan_accepted: "circle-check", plan_declined: "circle-slash", merged: "git-merge", merge_undone: "undo-2", appointment_booked: "calendar-plus", appointment_moved: "calendar-clock", appointment_cancelled: "calendar-x", appointment_no_show: "calendar-x",
  appointment_arrived: "map-pin", appointment_completed: "calendar-check", care_approved: "user-round-check", break_glass: "siren",
  shared: "handshake", share_ended: "circle-slash", restricted: "lock", restriction_lifted: "lock-open", objected: "bell-off", data_requested: "file-user",
};

/** Events of a customer's timeline in words; with `onCorrect` each can be corrected. What corrects one stands under it. */
export function useHappenings(events: readonly Timeline[], onCorrect?: (event: string) => void): Happening[] {
  const t = useTexts(texts);
  const field = useFieldLabel();
  const names = useDirectory();
  const words = t as unknown as Record<string, string>;
  const shown = new Set(events.map((event) => event.id));
  const details = (event: Timeline) => {
    const corrections = events.filter((one) => one.correctsId && one.correctsId === event.id && one.objectId);
    // Under what it corrects, where that is in sight; otherwise by itself.
    const own = event.kind === "corrected" && event.objectId && !shown.has(event.correctsId ?? "") ? event.objectId : undefined;
    return (
      <>
        {event.kind === "changed" && event.fields && event.fields.length > 0
          && <div className="row row-wrap" style={{ gap: 4, paddingTop: 4 }}>{event.fields.map((name) => <Badge key={name}>{field(name)}</Badge>)}</div>}
        {own && <CorrectionText note={own} />}
        {[...corrections].reverse().map((one) => <CorrectionText key={one.id} note={one.objectId ?? ""} />)}
      </>
    );
  };
  const name = (event: Timeline) => words[event.kind ?? ""] ?? event.kind ?? t.other;
  return events.map((event) => ({
    id: event.id ?? "", title: `${name(event)} · ${names.person(event.actorId) ?? t.system}`, at: event.at ?? "", icon: icons[event.kind ?? ""] ?? "circle-dot",
    what: (
      <>
        <b>{name(event)}</b> <span className="dim">{t.by(names.person(event.actorId) ?? t.system)}</span>
        {onCorrect && <IconButton icon="pencil-line" label={t.correct} onClick={() => onCorrect(event.id ?? "")} />}
      </>
    ),
    details: details(event),
  }));
}
