import type { ReactElement } from "react";
import { dictionary, useTexts } from "../../lib/i18n";
import { useRights } from "../../lib/me";
import { Icon } from "../../ui/Icon";
import { Card, Page, PageHead } from "../../ui/Page";
import { BackupCard } from "./BackupCard";
import { HealthCard } from "./HealthCard";
import { SealCard } from "./SealCard";
import { SettingsCard } from "./SettingsCard";
import { SupportCard } from "./SupportCard";

const texts = dictionary({
  title: ["系统", "System"],
  api: ["接口文档", "API documentation"],
  apiHelp: ["所有页面都使用公开接口，您的系统也可以使用。", "Every page uses the public API; so may your systems."],
  open: ["打开接口文档", "Open the documentation"],
});

/** The chain's settings, and how its server is. */
export default function SystemPage(): ReactElement {
  const t = useTexts(texts);
  const rights = useRights();
  return (
    <Page>
      <PageHead title={t.title} />
      <div className="page-body">
        <div className={rights.may("read.setting") ? "columns" : ""}>
          {rights.may("read.setting") && <div className="stack"><SettingsCard /></div>}
          <div className={rights.may("read.setting") ? "stack" : "cards"}>
            <HealthCard />
            {rights.may("read.setting") && !rights.isOperator && <BackupCard />}
            {rights.may("read.audit") && <SealCard />}
            {rights.may("read.support") && <SupportCard />}
            <Card title={t.api}><p className="dim">{t.apiHelp}</p><p style={{ marginTop: 12 }}><a className="button" href="/docs" target="_blank" rel="noreferrer"><Icon icon="book-open" />{t.open}</a></p></Card>
          </div>
        </div>
      </div>
    </Page>
  );
}
