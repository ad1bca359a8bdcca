import { dictionary } from "../../lib/i18n";

/** Of the page itself; what its dialogs say comes with them. */
export const deskTexts = dictionary({
  title: ["预约日历", "Calendar"],
  noBranch: ["您不在任何院区", "You work in no branch"],
  doctor: ["医生", "Doctors"],
  nurse: ["护士", "Nurses"],
  consultant: ["咨询师", "Consultants"],
  therapist: ["治疗师", "Therapists"],
  room: ["诊室", "Rooms"],
  device: ["设备", "Devices"],
  hidden: ["其他客户", "Another customer"],
  held: ["保留时段", "Kept for a moment"],
  completedFixed: ["已完成，不能改期", "It is done and cannot be moved"],
  leave: ["休假", "On leave"],
  maintenance: ["维护", "Maintenance"],
  block: ["占用", "Blocked"],
  elsewhere: ["在其他院区", "In another branch"],
  incomplete: ["预约太多，只显示一部分", "There are more appointments than are shown"],
  create: ["新建预约", "New booking"],
  arrived: [(who: string) => `${who} 已到店`, (who: string) => `${who} has arrived`],
  stale: ["已被他人修改，现在显示最新的", "Somebody else changed it; this is how it is now"],
});
