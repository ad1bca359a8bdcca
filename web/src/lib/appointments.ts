import type { Words } from "./words";
import { dictionary } from "./i18n";

/** The states of appointments, as the server spells them. */
export const appointmentStates: Words = dictionary({
  held: ["保留中", "Held"], booked: ["待确认", "To confirm"], confirmed: ["已确认", "Confirmed"], arrived: ["已到店", "Arrived"], in_service: ["治疗中", "In treatment"], completed: ["已完成", "Done"],
  cancelled: ["已取消", "Cancelled"], no_show: ["爽约", "No-show"],
});

/** Colour and icon of a state; its word stands beside them. */
export const appointmentLooks: Readonly<Record<string, readonly [tone: "plain" | "ok" | "bad" | "warn" | "info" | "vio" | "brand", icon: string]>> = {
  held: ["warn", "hourglass"], booked: ["warn", "clock"], confirmed: ["info", "check"], arrived: ["vio", "door-open"], in_service: ["brand", "syringe"], completed: ["plain", "check-check"],
  cancelled: ["plain", "ban"], no_show: ["bad", "user-round-x"],
};
