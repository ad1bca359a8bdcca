import { ReactElement, useState } from "react";
import type { LayerParameters } from "../../gen/api";
import { count, moment } from "../../lib/format";
import { api } from "../../lib/http";
import { colon, comma, either, useTexts } from "../../lib/i18n";
import { changed } from "../../lib/live";
import { useRights } from "../../lib/me";
import { asProblem } from "../../lib/problem";
import { useQuery } from "../../lib/query";
import type { TagColour } from "../../lib/tags";
import { tell, tellProblem } from "../../lib/toast";
import { Badge } from "../../ui/Badge";
import { Button } from "../../ui/Button";
import { Card, Page, PageHead } from "../../ui/Page";
import { Notice, Refusal, Skeleton } from "../../ui/State";
import { TagChip } from "../../ui/TagChip";
import { Migration } from "./Migration";
import { ParametersDialog } from "./ParametersDialog";
import { layerTexts } from "./texts";
import { Together } from "../../ui/Together";

/** What a layer is called, as its chip. */
export function LayerChip({ layer }: { layer: { name: string; nameEn: string | null; colour: string } }): ReactElement {
  return <TagChip tag={{ name: either(layer.name, layer.nameEn ?? undefined), colour: layer.colour as TagColour, isArchived: false, isSystem: true }} />;
}

/** Value layers: how many are in each, what they go by, the months that were kept and what moved between them. */
export default function LayersPage(): ReactElement {
  const t = useTexts(layerTexts);
  const rights = useRights();
  const mayManage = rights.mayEverywhere("manage.layer");
  const mayCount = rights.may("read.customer") && rights.mayUse("filter", "customer", "layer");
  const sets = useQuery(["layer-parameters"], () => api("GET /v1/layer-parameters"));
  const months = useQuery(["layer-snapshots"], async () => (await api("GET /v1/layer-snapshots")).data);
  const [isSetting, setSetting] = useState(false);
  const current = sets.value?.data.find((set) => set.inForce);
  const compute = async () => {
    try {
      await api("POST /v1/layer-runs");
      tell(t.ordered);
    } catch (error) {
      tellProblem(asProblem(error));
    }
    changed("layers");
  };
  if (sets.problem && !sets.value) return <Refusal problem={sets.problem} again={sets.again} />;
  return (
    <Page>
      <PageHead title={t.title} count={t.about}>
        {mayManage && <Button icon="refresh-cw" writes onClick={() => void compute()}>{t.compute}</Button>}
        {mayManage && current && <Button kind="primary" icon="sliders-horizontal" onClick={() => setSetting(true)}>{t.set}</Button>}
      </PageHead>
      <div className="tab-body"><Together className="stack">
        {mayCount ? <Distribution /> : <Notice kind="info">{t.beyond}</Notice>}
        {mayCount && <Migration months={months.value?.map((one) => one.month) ?? []} />}
        <Card title={t.parameters}>
          {!sets.value ? <Skeleton lines={4} /> : <div className="stack">{sets.value.data.map((set) => <Parameters key={set.id ?? "usual"} set={set} sets={sets.value?.data ?? []} />)}</div>}
        </Card>
        <Card title={t.snapshots}>
          <p className="dim">{t.snapshotsHelp}</p>
          {!months.value ? <Skeleton lines={2} /> : months.value.length === 0 ? <p className="dim">{t.noSnapshots}</p> : (
            <table className="table">
              <thead><tr><th scope="col">{t.month}</th><th scope="col">{t.takenOn}</th></tr></thead>
              <tbody>{months.value.map((one) => <tr key={one.month}><td>{one.month}</td><td>{moment(one.computedAt)}</td></tr>)}</tbody>
            </table>
          )}
        </Card>
      </Together></div>
      {isSetting && current && <ParametersDialog current={current} onClose={() => setSetting(false)} />}
    </Page>
  );
}

function useMetricNames(): Record<string, string> {
  const t = useTexts(layerTexts);
  return { recency: t.recency, frequency: t.frequency, monetary: t.monetary };
}

function Distribution(): ReactElement {
  const t = useTexts(layerTexts);
  const metrics = useMetricNames();
  const found = useQuery(["layers"], () => api("GET /v1/layers"));
  if (found.problem && !found.value) return <Refusal problem={found.problem} again={found.again} />;
  if (!found.value) return <Skeleton lines={5} />;
  const { layers, none, missing, computedAt } = found.value;
  const total = layers.reduce((sum, layer) => sum + layer.customers, none);
  const share = (number: number) => (total > 0 ? `${((number / total) * 100).toFixed(1)}%` : "—");
  return (
    <Card title={t.distribution} actions={<span className="dim small">{computedAt ? t.computedAt(moment(computedAt)) : t.never}</span>}>
      {missing.length > 0 && <Notice kind="warn">{t.missing(missing.map((one) => metrics[one] ?? one).join(comma()))}</Notice>}
      <div className="table-scroll" tabIndex={0} role="region" aria-label={t.distribution}>
        <table className="table">
          <thead><tr><th scope="col">{t.layer}</th><th scope="col" className="number">{t.customers}</th><th scope="col" className="number">{t.share}</th></tr></thead>
          <tbody>
            {layers.map((layer) => (
              <tr key={layer.code}>
                <td><LayerChip layer={layer} /> {layer.undecided && <span title={t.undecidedHelp}><Badge icon="circle-question-mark">{t.undecided}</Badge></span>}</td>
                <td className="number">{count(layer.customers)}</td><td className="number">{share(layer.customers)}</td>
              </tr>
            ))}
            <tr><td><span className="dim" title={t.noneHelp}>{t.none}</span></td><td className="number">{count(none)}</td><td className="number">{share(none)}</td></tr>
          </tbody>
        </table>
      </div>
    </Card>
  );
}

function Parameters({ set, sets }: { set: LayerParameters; sets: readonly LayerParameters[] }): ReactElement {
  const t = useTexts(layerTexts);
  const metrics = useMetricNames();
  const current = sets.find((one) => one.inForce);
  const state = set.inForce ? <Badge tone="ok" icon="check">{t.inForce}</Badge>
    : set.effectiveOn && current && (!current.effectiveOn || set.effectiveOn > current.effectiveOn) ? <Badge tone="info">{t.future}</Badge> : <Badge>{t.past}</Badge>;
  const [near = 0, far = 0] = set.recencyDays;
  const pair = (values: readonly number[], scale: number): [string, string] => [count((values[0] ?? 0) / scale), count((values[1] ?? 0) / scale)];
  return (
    <section>
      <div className="row row-wrap"><b>{set.effectiveOn ? t.from(set.effectiveOn) : t.usual}</b> {state}</div>
      <ul className="part-list small">
        <li>{t.recency}{colon()}{t.recencyIs(near, far)}</li>
        <li>{t.frequency}{colon()}{t.atLeast(...pair(set.frequencyDays, 1), t.days)}</li>
        <li>{t.monetary}{colon()}{t.atLeast(...pair(set.monetaryFen, 100), t.yuan)}</li>
        {set.layers.map((layer) => (
          <li key={layer.code} className="row row-wrap">
            <LayerChip layer={{ name: layer.name, nameEn: layer.nameEn ?? null, colour: layer.colour }} />
            <span className="dim">
              {(layer.any ?? []).length === 0 ? t.rest : (layer.any ?? []).map((way) => Object.entries(way).map(([metric, range]) => t.scores(metrics[metric] ?? metric, range?.min ?? 1, range?.max ?? 3)).join(" + ")).join(` ${t.or} `)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
