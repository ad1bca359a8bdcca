import type { ReactElement } from "react";
import { dictionary, useTexts } from "../lib/i18n";
import type { Rows } from "../lib/pages";
import { Button } from "./Button";

const texts = dictionary({ stale: ["有更新，点此刷新", "There are changes: show them"] });

/** Rows came or went on the server: they are shown when somebody asks, since nothing may move under a hand. */
export function StaleButton({ list }: { list: Pick<Rows<unknown>, "isStale" | "again"> }): ReactElement | null {
  const t = useTexts(texts);
  return list.isStale ? <Button kind="quiet" icon="refresh-cw" onClick={list.again}>{t.stale}</Button> : null;
}
