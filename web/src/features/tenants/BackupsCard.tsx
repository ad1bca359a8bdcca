import type { ReactElement } from "react";
import { count, moment } from "../../lib/format";
import { api } from "../../lib/http";
import { dictionary, useTexts } from "../../lib/i18n";
import { useQuery } from "../../lib/query";
import { Badge } from "../../ui/Badge";
import { Card } from "../../ui/Page";
import { Notice, Refusal, Skeleton } from "../../ui/State";

const texts = dictionary({
  title: ["备份", "Backups"],
  about: ["只列出已按清单逐一校验的备份。恢复演练由操作员用 peony backup drilled 登记。", "Only backups that were read back against their manifest. A drill is noted by the operator with peony backup drilled."],
  none: ["数据库还没有收到任何备份的通知。请确认 peony backup timer 正在运行。", "The database was never told of a backup. Does peony backup timer run?"],
  old: ["最近一次备份已超过 26 小时。", "The newest backup is older than 26 hours."],
  name: ["名称", "Name"],
  ended: ["完成时间", "Finished"],
  took: ["用时", "Took"],
  size: ["大小", "Size"],
  drilled: ["恢复演练", "Drill"],
  newest: ["最新", "Newest"],
  never: ["未演练", "Not tried"],
  seconds: [(text: string) => `${text} 秒`, (text: string) => `${text} s`],
  megabytes: [(text: string) => `${text} MiB`, (text: string) => `${text} MiB`],
});

/** A day, and the time that the next backup takes: what `peony doctor` goes by too. */
const oldAfter = 26 * 3_600_000;
const shown = 7;

/** The newest backups that the database was told of. */
export function BackupsCard(): ReactElement {
  const t = useTexts(texts);
  const found = useQuery(["backups"], async () => (await api("GET /v1/backups")).data);
  const newest = found.value?.[0];
  return (
    <Card title={t.title}>
      <p className="dim">{t.about}</p>
      {found.problem && !found.value ? <Refusal problem={found.problem} again={found.again} />
        : !found.value ? <Skeleton lines={3} />
          : !newest ? <Notice kind="warn">{t.none}</Notice>
            : (
              <>
                {Date.now() - Date.parse(newest.endedAt) > oldAfter && <Notice kind="warn">{t.old}</Notice>}
                <div className="table-scroll" tabIndex={0} role="region" aria-label={t.title}>
                  <table className="table">
                    <thead><tr><th scope="col">{t.name}</th><th scope="col">{t.ended}</th><th scope="col" className="number">{t.took}</th><th scope="col" className="number">{t.size}</th><th scope="col">{t.drilled}</th></tr></thead>
                    <tbody>
                      {found.value.slice(0, shown).map((backup) => (
                        <tr key={backup.name}>
                          <td className="mono">{backup.name} {backup === newest && <Badge tone="info">{t.newest}</Badge>}</td>
                          <td>{moment(backup.endedAt)}</td>
                          <td className="number">{t.seconds(count(backup.seconds))}</td>
                          <td className="number">{t.megabytes(count(Math.ceil(backup.bytes / 1_048_576)))}</td>
                          <td>{backup.drilledAt ? moment(backup.drilledAt) : <span className="dim">{t.never}</span>}</td>
                        </tr>
                      ))}
                    </tbody>
                  </table>
                </div>
              </>
            )}
    </Card>
  );
}
