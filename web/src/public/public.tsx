import { createRoot } from "react-dom/client";
import { textsOf } from "../lib/i18n";
import { addressOf } from "./model";
import { Boundary, PublicPage } from "./PublicPage";
import { publicTexts } from "./texts";

const root = document.getElementById("app");
if (root) createRoot(root).render(<Boundary text={textsOf(publicTexts).broken}><PublicPage address={addressOf(location.pathname) ?? ""} /></Boundary>);
