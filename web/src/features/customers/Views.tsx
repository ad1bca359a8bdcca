import { lazy, ReactElement, Suspense, useEffect, useMemo, useRef, useState } from "react";
import type { SavedView, SavedViewChange } from "../../gen/api";
import { addDays, today } from "../../lib/format";
import { api } from "../../lib/http";
import { useTexts } from "../../lib/i18n";
import { changed } from "../../lib/live";
import { useMe, useRights } from "../../lib/me";
import { asProblem } from "../../lib/problem";
import { useQuery } from "../../lib/query";
import { go, usePlace } from "../../lib/router";
import { tell, tellProblem } from "../../lib/toast";
import { Button } from "../../ui/Button";
import { Menu } from "../../ui/Menu";
import { Notice } from "../../ui/State";
import { ViewTabs } from "../../ui/Tabs";
import { contentOf, defaultView, savedViews, View, viewQuery } from "./savedViews";
import { listTexts } from "./texts";

const ViewDialog = lazy(() => import("./ViewDialog").then((chunk) => ({ default: chunk.ViewDialog })));

/** Built-in views, and those that people made: a tab each. A changed view offers to be kept or reset. */
export function Views(): ReactElement {
  const t = useTexts(listTexts);
  const me = useMe();
  const rights = useRights();
  const { query } = usePlace();
  const [isNaming, setNaming] = useState(false);
  const mayKeep = rights.may("use.saved_view");
  const found = useQuery(mayKeep ? ["saved-views"] : undefined, async () => (await api("GET /v1/saved-views", { query: { list: "customer" } })).data);
  const builtIn = useMemo(() => builtInViews(rights, me.user.id, t), [rights, me.user.id, t]);
  const own = useMemo(() => savedViews(found.value ?? []), [found.value]);
  const all = [...builtIn, ...own];
  const now = viewQuery(query);
  const first = defaultView(own);
  const chosen = query.get("view") ?? all.find((view) => view.query === now)?.id ?? "all";
  const current = all.find((view) => view.id === chosen) ?? builtIn[0];
  const show = (view: View, replace = false) => {
    const next = new URLSearchParams(view.query);
    // Where there is a default, that somebody wants to see everybody has to be said.
    if (view.id !== "all" || first) next.set("view", view.id);
    const text = next.toString();
    go("/customers" + (text ? "?" + text : ""), { replace });
  };
  // Who comes to the list and asks for nothing gets his default.
  const isFirst = useRef(true);
  useEffect(() => {
    if (!found.value || !isFirst.current) return;
    isFirst.current = false;
    if (first && [...query].length === 0) show(first, true);
  }, [found.value]);
  const act = async (work: () => Promise<unknown>) => {
    try {
      await work();
      tell(t.viewKept);
    } catch (error) {
      tellProblem(asProblem(error));
    }
    changed("saved-views");
  };
  const change = (view: SavedView, body: SavedViewChange) =>
    act(() => api("PATCH /v1/saved-views/{id}", { path: { id: view.id }, version: view.version, body }));
  const drop = async (view: SavedView) => {
    builtIn.slice(0, 1).forEach((one) => show(one));
    await act(() => api("DELETE /v1/saved-views/{id}", { path: { id: view.id } }));
  };
  const saved = current?.saved;
  const isChanged = current !== undefined && current.query !== now;
  return (
    <>
      <ViewTabs
        label={t.views} value={current?.id ?? "all"} onValue={(id) => all.filter((view) => view.id === id).forEach((view) => show(view))}
        tabs={all.map((view) => ({ id: view.id, label: view.saved && view.saved.scope !== "personal" ? <span title={t.sharedView}>{view.name} ·</span> : view.name }))}
      >
        {isChanged && saved?.mayChange && !saved.restricted && <Button kind="quiet" icon="save" writes onClick={() => void change(saved, { content: contentOf(query) })}>{t.updateView}</Button>}
        {isChanged && mayKeep && <Button kind="quiet" icon="bookmark-plus" onClick={() => setNaming(true)}>{t.saveView}</Button>}
        {isChanged && <Button kind="quiet" icon="rotate-ccw" onClick={() => show(current)}>{t.restore}</Button>}
        {saved?.mayChange && (
          <Menu
            label={t.viewMenu(saved.name)} items={[
              { label: saved.default ? t.noDefault : t.makeDefault, icon: "star", act: () => void change(saved, { default: !saved.default }) },
              { label: t.removeView, icon: "trash-2", danger: true, apart: true, act: () => void drop(saved) },
            ]}
          />
        )}
      </ViewTabs>
      {saved?.restricted && !isChanged && <Notice kind="warn" strip>{t.restrictedView}</Notice>}
      {isNaming && (
        <Suspense>
          <ViewDialog
            query={query} onClose={() => setNaming(false)}
            onKept={(id) => {
              setNaming(false);
              tell(t.viewKept);
              const next = new URLSearchParams(now);
              next.set("view", id);
              go("/customers?" + next.toString());
            }}
          />
        </Suspense>
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
