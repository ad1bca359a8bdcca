import type { ReactElement } from "react";
import { api } from "../../lib/http";
import { dictionary, useTexts } from "../../lib/i18n";
import { useQuery } from "../../lib/query";
import { Card, Facts } from "../../ui/Page";

const texts = dictionary({
  title: ["备份", "Backup"],
  about: ["由平台统一备份，包含本连锁的全部数据。", "Made by the platform; everything of this chain is in it."],
  backup: ["最近备份", "Last backup"],
  drill: ["最近恢复演练", "Last drill of a restore"],
  never: ["尚无记录", "None yet"],
});

/** On which days the platform made its last backup and tried one. */
export function BackupCard(): ReactElement {
  const t = useTexts(texts);
  const days = useQuery(["backup-days"], () => api("GET /v1/backup-days"), { isLive: false }).value;
  return (
    <Card title={t.title}>
      <Facts two rows={[{ name: t.backup, value: days && (days.lastBackupOn ?? t.never) }, { name: t.drill, value: days && (days.lastDrillOn ?? t.never) }]} />
      <p className="dim small" style={{ marginTop: 8 }}>{t.about}</p>
    </Card>
  );
}
