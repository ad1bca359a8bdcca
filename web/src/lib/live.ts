import { connection } from "./connection";
import { locked } from "./lock";
import { cache } from "./query";
import { session } from "./session";
import { changes, ChangeStream } from "./stream";

/**
 * Keeps what is on the screen up to date. The only place that decides when: at once when the server's stream says that such a thing
 * changed, when somebody comes back to the page, and every half minute while he looks at it, since the stream tells kinds and not all of them.
 */
const every = 30_000;

/** Something below this key changed on the server. */
export const changed = (...key: string[]): void => cache.invalidate(key);

/** The keys under which pages keep what is made of such objects; what is not named waits for the next half minute. */
const keptUnder: Readonly<Record<string, readonly string[]>> = {
  customer: ["customer", "timeline", "customer-tags", "lanes", "levels", "warnings", "introductions", "customer-access", "figure"],
  note: ["notes", "timeline"],
  mention: ["mentions"],
  break_glass: ["emergencies"],
  care_request: ["care-queue"],
  care_decision: ["care-mine"],
  attachment: ["timeline"],
  consent: ["consents", "timeline", "appointments", "appointment", "waiting-board", "expected"],
  customer_tag: ["customer-tags", "timeline"],
  tag: ["tags", "tag-rule"],
  tag_group: ["tag-groups"],
  custom_field: ["custom-fields"],
  segment: ["segments", "segment"],
  visit: ["visits", "timeline", "waiting-board", "expected"],
  consultation: ["consultations", "consultation", "plans", "plan", "timeline"],
  treatment_plan: ["plans", "plan", "plan-reviews", "timeline"],
  layer: ["layers", "layer-parameters", "layer-snapshots", "layer-migration"],
  task: ["tasks"],
  lead: ["lead", "lead-history"],
  job: ["jobs", "bulk"],
  import: ["imports"],
  user: ["people", "person"],
  role: ["roles", "role", "proposals"],
  grant: ["grants"],
  branch: ["units"],
  service_category: ["service-categories"],
  service: ["services", "service-plan", "service-safety", "service-deposit", "service-deposits"],
  service_package: ["service-packages", "package-lines"],
  price: ["prices", "branch-prices"],
  resource: ["resources", "working-time"],
  licence: ["licences"],
  shift: ["roster", "roster-conflicts", "shifts", "working-time"],
  shift_template: ["shift-templates"],
  opening_hours: ["opening-hours", "working-time"],
  calendar_day: ["calendar-days", "working-time"],
  leave_request: ["leave", "working-time"],
  shift_swap: ["swaps", "shifts", "roster", "working-time"],
  block: ["blocks", "working-time"],
  appointment: ["appointments", "appointment", "customer-appointments", "working-time"],
  waitlist_entry: ["waitlist"],
  online_request: ["online-request"],
  online_page: ["online-pages"],
  export: ["exports"],
  webhook: ["webhooks", "deliveries"],
  api_key: ["api-keys"],
  tenant: ["tenants"],
  setting: ["settings"],
};

function heard(topics: readonly string[]): void {
  const prefixes = new Set(topics.flatMap((topic) => keptUnder[topic] ?? []));
  prefixes.forEach((prefix) => cache.refreshBelow([prefix]));
  changes.update((known) => ({ ...known, ...Object.fromEntries(topics.map((topic) => [topic, (known[topic] ?? 0) + 1])) }));
}

export function startLive(): void {
  // Behind the lock screen nothing is asked for: a session that nobody uses has to end.
  const isLooking = () => document.visibilityState === "visible" && connection.get().online && !locked.get();
  const lookAgain = () => {
    if (isLooking()) cache.refresh(every / 2);
  };
  const stream = new ChangeStream({ changed: heard, everything: () => cache.refresh(0) });
  const listen = () => (isLooking() && session.get().state === "signed-in" ? stream.on() : stream.off());
  addEventListener("focus", lookAgain);
  for (const look of [lookAgain, listen]) document.addEventListener("visibilitychange", look);
  [connection, locked, session].forEach((store) => store.subscribe(listen));
  listen();
  setInterval(() => {
    if (isLooking()) cache.refresh(every);
  }, every);
}
