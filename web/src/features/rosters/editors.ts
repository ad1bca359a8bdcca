// What is opened over the week: one chunk, fetched when the first of them is.
export { CellDialog } from "./CellDialog";
export { PublishDialog } from "./PublishDialog";
