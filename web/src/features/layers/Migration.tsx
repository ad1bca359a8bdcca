import { ReactElement, useState } from "react";
import type { Customer, LayerMigration } from "../../gen/api";
import { count } from "../../lib/format";
import { api } from "../../lib/http";
import { either, useTexts } from "../../lib/i18n";
import { usePages } from "../../lib/pages";
import { useQuery } from "../../lib/query";
import { Link } from "../../lib/router";
import { Button } from "../../ui/Button";
import { SelectField } from "../../ui/Field";
import { Card } from "../../ui/Page";
import { Peek } from "../../ui/Peek";
import { Notice, Refusal, Skeleton } from "../../ui/State";
import { CustomerTags } from "../customer/CustomerTags";
import { layerTexts } from "./texts";

interface Place {
  readonly from: string;
  readonly to: string;
}

/** From which layer to which, between two months that were kept. */
export function Migration({ months }: { months: readonly string[] }): ReactElement {
  const t = useTexts(layerTexts);
  const [chosen, setChosen] = useState<{ from?: string; to?: string }>({});
  const to = chosen.to ?? months[0];
  const earlier = months.filter((month) => to !== undefined && month < to);
  const from = chosen.from !== undefined && earlier.includes(chosen.from) ? chosen.from : earlier[0];
  const query = from && to ? { from, to } : undefined;
  const found = useQuery(query ? ["layer-migration", from ?? "", to ?? ""] : undefined, () => api("GET /v1/layer-migrations", { query: query ?? {} }));
  const [opened, setOpened] = useState<Place>();
  const choices = (list: readonly string[]) => list.map((month) => ({ value: month, label: month }));
  return (
    <Card title={t.migration}>
      {!query ? <p className="dim">{t.needTwo}</p> : (
        <>
          <p className="dim">{t.migrationHelp}</p>
          <div className="row row-wrap">
            <SelectField label={t.fromMonth} value={from ?? ""} onValue={(month) => setChosen({ ...chosen, from: month })} choices={choices(earlier)} />
            <SelectField label={t.toMonth} value={to ?? ""} onValue={(month) => setChosen({ ...chosen, to: month })} choices={choices(months.slice(0, -1))} />
          </div>
          {found.problem && !found.value ? <Refusal problem={found.problem} again={found.again} /> : !found.value ? <Skeleton lines={5} /> : <Matrix matrix={found.value} onOpen={setOpened} />}
        </>
      )}
      {opened && query && found.value && <Movers key={`${opened.from}/${opened.to}`} place={opened} query={query} names={names(found.value, t)} onClose={() => setOpened(undefined)} />}
    </Card>
  );
}

function names(matrix: LayerMigration, t: { none: string; absent: string }): ReadonlyMap<string, string> {
  const layers = [...matrix.from.layers, ...matrix.to.layers];
  return new Map([...layers.map((layer) => [layer.code, either(layer.name, layer.nameEn ?? undefined)] as const), ["none", t.none] as const, ["absent", t.absent] as const]);
}

function Matrix({ matrix, onOpen }: { matrix: LayerMigration; onOpen: (place: Place) => void }): ReactElement {
  const t = useTexts(layerTexts);
  const called = names(matrix, t);
  const used = (side: "from" | "to") => {
    const codes = matrix[side].layers.map((layer) => layer.code);
    const others = matrix.cells.map((cell) => cell[side]).filter((code) => !codes.includes(code));
    return [...codes, ...new Set(others)];
  };
  const numbers = new Map(matrix.cells.map((cell) => [`${cell.from}/${cell.to}`, cell.customers]));
  const [rows, columns] = [used("from"), used("to")];
  const name = (code: string) => called.get(code) ?? code;
  return (
    <>
      {!matrix.comparable && <Notice kind="warn">{t.incomparable}</Notice>}
      <div className="table-scroll" tabIndex={0} role="region" aria-label={t.migration}>
        <table className="table layer-matrix">
          <thead><tr><th scope="col">{t.before}</th>{columns.map((code) => <th key={code} scope="col" className="number">{name(code)}</th>)}</tr></thead>
          <tbody>
            {rows.map((from) => (
              <tr key={from}>
                <th scope="row">{name(from)}</th>
                {columns.map((to) => {
                  const number = numbers.get(`${from}/${to}`) ?? 0;
                  return (
                    <td key={to} className="number" data-same={from === to}>
                      {number === 0 ? <span className="dim">0</span> : <button type="button" className="link-button" aria-label={t.cell(name(from), name(to), count(number))} onClick={() => onOpen({ from, to })}>{count(number)}</button>}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

function Movers({ place, query, names: called, onClose }: { place: Place; query: { from: string; to: string }; names: ReadonlyMap<string, string>; onClose: () => void }): ReactElement {
  const t = useTexts(layerTexts);
  const list = usePages<Customer>(JSON.stringify([place, query]), (cursor, signal) =>
    api("GET /v1/layer-migrations/customers", { query: { ...query, fromLayer: place.from, toLayer: place.to, limit: 20, cursor }, signal }));
  const name = (code: string) => called.get(code) ?? code;
  return (
    <Peek title={t.movers(name(place.from), name(place.to))} onClose={onClose}>
      {list.problem && list.rows.length === 0 ? <Refusal problem={list.problem} again={list.again} /> : list.isLoading && list.rows.length === 0 ? <Skeleton lines={4} /> : (
        <ul className="stack" style={{ gap: 6 }}>
          {list.rows.map((row) => <li key={row.id} className="row row-wrap"><Link to={`/customers/${row.id}`}>{row.name ?? "—"} <span className="mono dim">#{row.number}</span></Link> <CustomerTags customer={row} line /></li>)}
        </ul>
      )}
      {list.hasMore && <Button icon="chevron-down" onClick={list.more}>{t.more}</Button>}
    </Peek>
  );
}
