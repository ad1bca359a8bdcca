// What is not drawn before somebody asks for it.
export { BookingList } from "./BookingList";
export { BookingPeek } from "./BookingPeek";
export { DaySheet } from "./DaySheet";
