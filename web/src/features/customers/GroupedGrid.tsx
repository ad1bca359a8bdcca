import { ReactElement, useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { Customer } from "../../gen/api";
import { count } from "../../lib/format";
import { api } from "../../lib/http";
import { dictionary, useTexts } from "../../lib/i18n";
import { asProblem } from "../../lib/problem";
import { useQuery } from "../../lib/query";
import { tellProblem } from "../../lib/toast";
import { Button } from "../../ui/Button";
import { Column, DataGrid } from "../../ui/DataGrid";
import { Icon } from "../../ui/Icon";
import { Empty, Refusal, Skeleton } from "../../ui/State";
import type { MenuItem } from "../../ui/Menu";
import type { FieldColumn } from "./columnChoice";
import { groupID, Line, linesOf, Section } from "./groupLines";

interface Props {
  readonly label: string;
  /** The field, and what its values are called. */
  readonly by: string;
  readonly name: (key: string | null) => string;
  readonly columns: readonly FieldColumn[];
  readonly parameters: Readonly<Record<string, string>>;
  readonly extra: { fields?: string };
  readonly sort: string;
  readonly onSort: (sort: string) => void;
  readonly rowHeight?: number;
  readonly current: string | undefined;
  readonly onPeek: (row: Customer) => void;
  readonly onOpen: (row: Customer) => void;
  readonly selected?: ReadonlySet<string>;
  readonly onSelect?: (selected: ReadonlySet<string>) => void;
  readonly menu: (row: Customer) => readonly MenuItem[];
  readonly onWidth: (id: string, pixels: number | undefined) => void;
  readonly onOrder: (ids: readonly string[]) => void;
  /** Everybody who is loaded and whose group is open. */
  readonly onRows: (rows: readonly Customer[]) => void;
}

const texts = dictionary({
  more: ["加载中…", "Loading…"],
  again: ["没有加载成功，重试", "Not loaded: try again"],
  shut: ["全部收起", "Close all"],
  open: ["全部展开", "Open all"],
  only: ["只显示最大的 200 组", "The 200 largest groups only"],
  none: ["没有符合筛选的客户", "No customer matches the filters"],
});

/** The list in groups by a field: how many each has, its customers below it, page after page as they come into sight. */
export default function GroupedGrid(props: Props): ReactElement {
  const { by, parameters, extra, sort, onRows } = props;
  const t = useTexts(texts);
  const question = JSON.stringify([by, parameters, sort, extra]);
  const counts = useQuery(["customers", "groups", question], () => api("GET /v1/customers/groups", { query: { by, ...parameters } as { by: string } }));
  const [shut, setShut] = useState<ReadonlySet<string>>(new Set());
  const [loaded, setLoaded] = useState<{ of: string; by: Readonly<Record<string, Section>> }>({ of: question, by: {} });
  const sections = loaded.of === question ? loaded.by : nothing;
  const latest = useRef({ question, sections });
  latest.current = { question, sections };
  const busy = useRef(new Set<string>());

  const load = useCallback(async (group: string, key: string | null) => {
    const name = question + group;
    if (busy.current.has(name)) return;
    busy.current.add(name);
    const before = latest.current.sections[group];
    if (before?.hasFailed) setLoaded((now) => ({ ...now, by: { ...now.by, [group]: { rows: before.rows, next: before.next } } }));
    try {
      const query = { by, ...parameters, ...extra, ...(key === null ? {} : { key }), ...(before?.next ? { cursor: before.next } : {}), sort, limit: 100 };
      const page = await api("GET /v1/customers/groups/members", { query: query as { by: string } });
      if (latest.current.question !== question) return;
      setLoaded((now) => ({ of: question, by: { ...(now.of === question ? now.by : {}), [group]: { rows: [...(before?.rows ?? []), ...page.data], next: page.page.next } } }));
    } catch (error) {
      if (latest.current.question !== question) return;
      tellProblem(asProblem(error));
      setLoaded((now) => ({ of: question, by: { ...(now.of === question ? now.by : {}), [group]: { rows: before?.rows ?? [], next: before?.next ?? null, hasFailed: true } } }));
    } finally {
      busy.current.delete(name);
    }
  }, [question]);

  const groups = counts.value?.groups;
  const lines = useMemo(() => linesOf(groups ?? [], sections, shut), [groups, shut, sections]);
  useEffect(() => onRows(lines.flatMap((line) => (line.kind === "row" ? [line.row] : []))), [lines]);

  const turn = (line: Line, isOpen?: boolean) => {
    if (line.kind === "more" && line.hasFailed) void load(line.group, line.key);
    if (line.kind !== "group") return;
    const next = new Set(shut);
    if (isOpen ?? !line.isOpen) next.delete(line.id);
    else next.add(line.id);
    setShut(next);
  };
  const columns = useMemo(() => props.columns.map((column): Column<Line> => ({
    ...column, cell: (line) => (line.kind === "row" ? column.cell(line.row) : null), edit: () => undefined,
  })), [props.columns]);
  const { selected, onSelect } = props;
  if (counts.problem && !groups) return <div className="grow"><Refusal problem={counts.problem} again={counts.again} /></div>;
  if (!groups) return <div className="grow"><Skeleton lines={12} /></div>;
  if (groups.length === 0) return <div className="grow"><Empty icon="list-filter" title={t.none} /></div>;
  const areShut = groups.every((group) => shut.has(groupID(group.key)));
  return (
    <div className="grouped">
      <div className="filters">
        <Button kind="quiet" onClick={() => setShut(areShut ? new Set() : new Set(groups.map((group) => groupID(group.key))))}>{areShut ? t.open : t.shut}</Button>
        {counts.value?.more && <span className="faint">{t.only}</span>}
      </div>
      <DataGrid<Line>
        label={props.label} columns={columns} rows={lines} id={(line) => line.id} current={props.current} sort={sort} onSort={props.onSort}
        {...(props.rowHeight ? { rowHeight: props.rowHeight } : {})}
        onPeek={(line) => line.kind === "row" && props.onPeek(line.row)} onOpen={(line) => line.kind === "row" && props.onOpen(line.row)}
        {...(selected && onSelect ? { selected, onSelect } : {})}
        menu={(line) => (line.kind === "row" ? props.menu(line.row) : [])} onWidth={props.onWidth} onOrder={props.onOrder} onTurn={turn}
        heading={(line) => {
          if (line.kind === "row") return undefined;
          // A press anywhere on the line, or Enter there, asks again; the focus stays with the list, since the button goes.
          if (line.kind === "more" && line.hasFailed) return { content: <Button kind="quiet" icon="refresh-cw" tabIndex={-1} onMouseDown={(event) => event.preventDefault()}>{t.again}</Button> };
          if (line.kind === "more") return { content: <More text={t.more} onShown={() => void load(line.group, line.key)} /> };
          return {
            isOpen: line.isOpen,
            content: <><Icon icon={line.isOpen ? "chevron-down" : "chevron-right"} /> <b>{props.name(line.key)}</b> {count(line.count)}</>,
          };
        }}
      />
    </div>
  );
}

const nothing: Readonly<Record<string, Section>> = {};

/** Asks for what comes next when it comes into sight. */
function More({ text, onShown }: { text: string; onShown: () => void }): ReactElement {
  useEffect(onShown, []);
  return <>{text}</>;
}
