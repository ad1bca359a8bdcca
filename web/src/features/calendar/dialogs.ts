// What is opened over the calendar and beside it: one chunk, fetched when the first of them is.
export { AppointmentBody, AppointmentFoot } from "./AppointmentPeek";
export { BookingDialog } from "./BookingDialog";
export { EndDialog } from "./EndDialog";
export { MoveDialog, OtherTimeDialog } from "./MoveDialog";
