import { dictionary } from "../../lib/i18n";
import type { Booking, Conflict, Resource } from "./model";
import { clock } from "./scale";

export const calendarTexts = dictionary({
  today: ["今天", "Today"],
  before: ["前一天", "Previous day"],
  after: ["后一天", "Next day"],
  weekBefore: ["上一周", "Previous week"],
  weekAfter: ["下一周", "Next week"],
  view: ["视图", "View"],
  day: ["日", "Day"],
  week: ["周", "Week"],
  list: ["列表", "List"],
  kind: ["资源", "Resources"],
  all: ["全部", "All"],
  who: ["周视图看谁", "Whose week"],
  zoomIn: ["放大", "Zoom in"],
  zoomOut: ["缩小", "Zoom out"],
  options: ["显示", "Display"],
  showGone: ["显示取消与爽约", "Show cancelled and no-shows"],
  showOff: ["显示不当班的人", "Show who is off"],
  print: ["打印日程单", "Print day sheets"],
  count: [(n: number) => `${n} 个预约`, (n: number) => (n === 1 ? "1 booking" : `${n} bookings`)],
  create: ["新建预约", "New booking"],
  createAt: [(at: string, who: string) => `${at} ${who} 空闲，新建预约`, (at: string, who: string) => `${at} ${who} is free: new booking`],
  freeAt: [(at: string, who: string) => `${at} ${who} 空闲`, (at: string, who: string) => `${at} ${who} is free`],
  placeAt: [(at: string, who: string) => `移到 ${at} ${who}`, (at: string, who: string) => `Move to ${at} ${who}`],
  load: [(p: number) => `已约 ${p}%`, (p: number) => `${p}% booked`],
  offShift: ["不当班", "Off shift"],
  off: ["休息", "Off"],
  now: ["现在", "Now"],
  pending: ["待确认", "To confirm"],
  confirmed: ["已确认", "Confirmed"],
  arrived: ["已到店", "Arrived"],
  treating: ["治疗中", "In treatment"],
  done: ["已完成", "Done"],
  noshow: ["爽约", "No-show"],
  cancelled: ["已取消", "Cancelled"],
  states: ["状态说明", "States"],
  first: ["首次", "First"],
  deposit: ["订金待付", "Deposit to be paid"],
  consent: ["同意书未签", "Consent not signed"],
  missing: ["待补", "To complete"],
  note: ["有备注", "Has a note"],
  freePart: ["医生不占用", "Not held"],
  presence: [(who: string) => `${who} 正在查看`, (who: string) => `${who} is looking at it`],
  label: [(time: string, customer: string, service: string, state: string) => `${time} ${customer}，${service}，${state}`, (time: string, customer: string, service: string, state: string) => `${time} ${customer}, ${service}, ${state}`],
  help: [
    "方向键移动，回车打开或新建，M 移动预约，Shift 加上下键改时长，Esc 取消",
    "Arrow keys move, Enter opens or creates, M moves a booking, Shift with up or down changes its length, Escape cancels",
  ],
  moving: ["移动中：方向键选择位置，回车确认，Esc 取消", "Moving: arrow keys choose the place, Enter confirms, Escape cancels"],
  placing: [(who: string) => `为 ${who} 选择新的时间：点一下空闲位置`, (who: string) => `Choose a new time for ${who}: tap a free place`],
  stop: ["取消改期", "Stop moving"],
  stopped: ["已取消", "Cancelled"],
  moved: [(who: string, place: string) => `${who} 已移到 ${place}`, (who: string, place: string) => `${who} moved to ${place}`],
  length: [(who: string, time: string) => `${who} 改为 ${time}`, (who: string, time: string) => `${who} is now ${time}`],
  undone: ["已撤销", "Taken back"],
  double: [(what: string, who: string) => `${what} 已有 ${who}`, (what: string, who: string) => `${what} is taken: ${who}`],
  buffer: [(what: string, who: string) => `${what} 与 ${who} 之间间隔不足`, (what: string, who: string) => `${what}: too close to ${who}`],
  closed: [(what: string, why: string) => `${what} ${why}`, (what: string, why: string) => `${what}: ${why}`],
  isOff: [(what: string) => `${what} 不当班`, (what: string) => `${what} is off shift`],
  fixed: ["不能移动", "Cannot be moved"],
  time: ["时间", "Time"],
  customer: ["客户", "Customer"],
  service: ["项目", "Service"],
  resources: ["资源", "Resources"],
  state: ["状态", "State"],
  marks: ["提醒", "Reminders"],
  change: ["改期", "Change"],
  start: ["开始", "Start"],
  minutes: [(n: number) => `${n} 分钟`, (n: number) => `${n} min`],
  duration: ["时长", "Length"],
  shorter: ["缩短", "Shorter"],
  longer: ["延长", "Longer"],
  instead: [(what: string) => `${what}改为`, (what: string) => `Instead of ${what}`],
  pick: ["在日历上改期…", "Choose in the calendar…"],
  save: ["保存", "Save"],
  open: ["打开详情", "Open"],
  segments: ["环节", "Parts"],
  buffers: [(before: number, after: number) => `前 ${before} 分钟、后 ${after} 分钟留作准备`, (before: number, after: number) => `${before} min before and ${after} min after to make ready`],
  more: [(n: number) => `+${n}`, (n: number) => `+${n}`],
  moreLabel: [(n: number, time: string) => `还有 ${n} 个预约，${time}`, (n: number, time: string) => `${n} more bookings, ${time}`],
  none: ["没有预约", "No bookings"],
  noneHelp: ["在日视图里点空闲时间新建预约。", "Tap a free time in the day view to make one."],
  nobody: ["没有可预约的资源", "Nothing to book"],
  nobodyHelp: ["这一天没有人当班，或还没有设置医生、诊室与设备。", "Nobody works on this day, or no doctors, rooms and devices are set up yet."],
  sheet: [(who: string, day: string) => `${who} · ${day} 日程单`, (who: string, day: string) => `${who} · ${day}`],
});

export type CalendarTexts = typeof calendarTexts.zh;

export const spanText = (booking: { start: number; end: number }): string => `${clock(booking.start)}–${clock(booking.end)}`;

/** Why a place does not do, in one line: what, and who is in the way. */
export function conflictText(conflict: Conflict, resources: readonly Resource[], t: CalendarTexts): string {
  const what = resources.find((resource) => resource.id === conflict.resource)?.name ?? "";
  const who = conflict.other ? `${clock(conflict.other.start)} ${conflict.other.customer}` : "";
  switch (conflict.kind) {
    case "double": return t.double(what, who);
    case "buffer": return t.buffer(what, who);
    case "closed": return t.closed(what, conflict.text ?? "");
    case "offShift": return t.isOff(what);
    case "rule": return conflict.text ?? "";
  }
}

/** Where a visit stands: `15:00 沈清和`. */
export function placeText(booking: Booking, resources: readonly Resource[]): string {
  const first = resources.find((resource) => booking.uses.includes(resource.id));
  return `${clock(booking.start)} ${first?.name ?? ""}`.trim();
}
