// What is opened to change something: one chunk, fetched when the first of them is.
export { ImportDialog } from "../catalogue/ImportDialog";
export { CopyDialog } from "./CopyDialog";
export { LicenceDialog } from "./LicenceDialog";
export { ResourceDialog } from "./ResourceDialog";
