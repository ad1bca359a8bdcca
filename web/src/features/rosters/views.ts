// The views beside the week.
export { BlocksView } from "./BlocksView";
export { HoursView } from "./HoursView";
export { RequestsView } from "./RequestsView";
export { TemplatesView } from "./TemplatesView";
