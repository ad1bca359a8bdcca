import { ReactElement, useMemo, useState } from "react";
import { addDays, today } from "../../lib/format";
import { useTexts } from "../../lib/i18n";
import { useMe, useRights } from "../../lib/me";
import { go, usePlace } from "../../lib/router";
import { useStore } from "../../lib/store";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { TextField } from "../../ui/Field";
import { ViewTabs } from "../../ui/Tabs";
import { listTexts } from "./texts";
import { SavedViews, View, viewQuery } from "./savedViews";

const views = new Map<string, SavedViews>();

/** Built-in views, and those that somebody made: a tab each. A changed view offers to be kept or reset. */
export function Views(): ReactElement {
  const t = useTexts(listTexts);
  const me = useMe();
  const rights = useRights();
  const { query } = usePlace();
  const [naming, setNaming] = useState<string>();
  const saved = views.get(me.user.id) ?? new SavedViews(`peony.views.${me.user.id}`, localStorage);
  views.set(me.user.id, saved);
  const own = useStore(saved.all);
  const builtIn = useMemo(() => builtInViews(rights, me.user.id, t), [rights, me.user.id, t]);
  const all = [...builtIn, ...own];
  const now = viewQuery(query);
  const chosen = query.get("view") ?? all.find((view) => view.query === now)?.id ?? "all";
  const current = all.find((view) => view.id === chosen) ?? builtIn[0];
  const show = (view: View) => {
    const next = new URLSearchParams(view.query);
    if (view.id !== "all") next.set("view", view.id);
    const text = next.toString();
    go("/customers" + (text ? "?" + text : ""));
  };
  const isChanged = current !== undefined && current.query !== now;
  return (
    <>
      <ViewTabs label={t.views} tabs={all.map((view) => ({ id: view.id, label: view.name }))} value={current?.id ?? "all"} onValue={(id) => all.filter((view) => view.id === id).forEach(show)}>
        {isChanged && <Button kind="quiet" icon="save" onClick={() => setNaming("")}>{t.saveView}</Button>}
        {isChanged && <Button kind="quiet" icon="rotate-ccw" onClick={() => show(current)}>{t.restore}</Button>}
        {!isChanged && current?.id.startsWith("own-") && (
          <Button
            kind="quiet" icon="trash-2" onClick={() => {
              saved.remove(current.id);
              builtIn.slice(0, 1).forEach(show);
            }}
          >
            {t.removeView}
          </Button>
        )}
      </ViewTabs>
      {naming !== undefined && (
        <Dialog
          title={t.saveView} onClose={() => setNaming(undefined)}
          action={{
            label: t.save, disabled: naming.trim() === "", run: () => {
              show(saved.save(naming.trim(), now));
              setNaming(undefined);
            },
          }}
        >
          <TextField label={t.viewName} value={naming} onValue={setNaming} maxLength={20} hint={t.viewNote} />
        </Dialog>
      )}
    </>
  );
}

function builtInViews(rights: ReturnType<typeof useRights>, me: string, t: { all: string; mine: string; vip: string; recent: string }): View[] {
  const mayFilter = (field: string) => rights.mayUse("filter", "customer", field);
  const views: (View & { field?: string })[] = [
    { id: "all", name: t.all, query: "" },
    { id: "mine", name: t.mine, query: new URLSearchParams({ "f.ownerId": me }).toString(), field: "ownerId" },
    { id: "vip", name: t.vip, query: new URLSearchParams({ "f.level": "gold,platinum,diamond" }).toString(), field: "level" },
    { id: "recent", name: t.recent, query: new URLSearchParams({ "f.createdAt": `${addDays(today(), -30)}..` }).toString(), field: "createdAt" },
  ];
  return views.filter((view) => view.field === undefined || mayFilter(view.field));
}
