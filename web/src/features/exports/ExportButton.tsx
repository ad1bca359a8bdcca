import { lazy, ReactElement, Suspense, useState } from "react";
import { dictionary, useTexts } from "../../lib/i18n";
import { useRights } from "../../lib/me";
import { Button } from "../../ui/Button";

const texts = dictionary({ export: ["导出", "Export"] });

// Seldom opened: fetched when it is.
const ExportDialog = lazy(() => import("./ExportDialog"));

/** A list that can be had as a file. */
export interface ExportedList {
  /** Where the list is below `/v1`. */
  readonly path: "customers" | "disclosures" | "data-requests";
  readonly resource: string;
  /** Names of fields; what has none is not offered. */
  readonly labels: Readonly<Record<string, string>>;
  /** The columns that are chosen at first; all without. */
  readonly columns?: readonly string[];
  /** The list's filters as the API has them. */
  readonly parameters?: Readonly<Record<string, string | undefined>>;
  readonly sort?: string;
  /** These rows and no others. */
  readonly ids?: readonly string[];
}

/** Takes a list out as a file, for whoever may. */
export function ExportButton({ list }: { list: ExportedList }): ReactElement | null {
  const t = useTexts(texts);
  const rights = useRights();
  const [isOpen, setOpen] = useState(false);
  if (!rights.may("export." + list.resource)) return null;
  return (
    <>
      <Button icon="file-down" onClick={() => setOpen(true)}>{t.export}</Button>
      {isOpen && <Suspense><ExportDialog list={list} onClose={() => setOpen(false)} /></Suspense>}
    </>
  );
}
