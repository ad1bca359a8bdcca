// What is opened to change something: one chunk, fetched when the first of them is.
export { CategoryDialog } from "./CategoryDialog";
export { DepositDialog } from "./DepositDialog";
export { ImportDialog } from "./ImportDialog";
export { LinesDialog, PackageDialog } from "./PackageDialog";
export { PlanDialog } from "./PlanDialog";
export { PriceDialog } from "./PriceDialog";
export { SafetyDialog } from "./SafetyDialog";
export { ServiceDialog } from "./ServiceDialog";
