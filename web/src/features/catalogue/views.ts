// The views beside the first one.
export { PackagesView } from "./PackagesView";
export { PricesView } from "./PricesView";
