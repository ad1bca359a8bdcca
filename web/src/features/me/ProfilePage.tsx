import { ReactElement, useState } from "react";
import { dictionary, either, language, useTexts } from "../../lib/i18n";
import { lettersAreOn, switchLetters } from "../../lib/keys";
import { useMe } from "../../lib/me";
import { Density, prefer, preferences } from "../../lib/preferences";
import { useQuery } from "../../lib/query";
import { changed } from "../../lib/live";
import { api } from "../../lib/http";
import { useStore } from "../../lib/store";
import { switchLanguage } from "../../lib/switchLanguage";
import { Avatar, Badge } from "../../ui/Badge";
import { Button } from "../../ui/Button";
import { Segments, Switch } from "../../ui/Field";
import { Card, Facts, Page, PageHead } from "../../ui/Page";
import { Sessions } from "../people/SessionList";
import { AuthenticatorCard } from "./AuthenticatorCard";
import { MyAccess } from "./MyAccess";
import { PasswordDialog } from "./PasswordDialog";
import { PinCard } from "./PinCard";
import { Together } from "../../ui/Together";

const texts = dictionary({
  title: ["我的", "My profile"],
  account: ["账号", "Account"],
  name: ["姓名", "Name"],
  userName: ["账号", "User name"],
  tenant: ["机构", "Organisation"],
  roles: ["角色", "Roles"],
  password: ["修改密码", "Change password"],
  preferences: ["偏好", "Preferences"],
  language: ["界面语言", "Language"],
  letters: ["单字母快捷键", "Single-letter shortcuts"],
  density: ["列表行距", "Density of lists"],
  auto: ["自动", "Auto"],
  compact: ["紧凑", "Compact"],
  normal: ["标准", "Normal"],
  comfortable: ["宽松", "Comfortable"],
  news: ["有人提醒我、我的申请有结果时提示", "Tell me when somebody mentions me or my request is decided"],
  here: ["保存在这台电脑的浏览器里。列表的视图可以另设行距。", "Kept in the browser of this computer. A view may have a density of its own."],
});

/** One's own account: password, authenticator, PIN, sessions, and what one may see. */
export default function ProfilePage(): ReactElement {
  const t = useTexts(texts);
  const me = useMe();
  const [changing, setChanging] = useState(false);
  const sessions = useQuery(["my-sessions"], () => api("GET /v1/sessions"));
  const letters = useStore(lettersAreOn);
  const shown = useStore(language);
  const liked = useStore(preferences);
  return (
    <Page>
      <PageHead title={t.title} />
      <div className="page-body">
        <Together className="columns">
          <div className="stack">
            <Card title={t.account} actions={<Button icon="key-round" onClick={() => setChanging(true)}>{t.password}</Button>}>
              <div className="row row-top" style={{ gap: 16 }}>
                <Avatar name={me.user.displayName} size="large" />
                <div className="grow">
                  <Facts
                    rows={[
                      { name: t.name, value: me.user.displayName }, { name: t.userName, value: <span className="mono">{me.user.userName}</span> }, { name: t.tenant, value: me.tenant.name },
                      { name: t.roles, wide: true, value: <span className="row row-wrap">{me.grants.map((grant) => <Badge key={grant.id} tone="brand">{either(grant.role.name.zh, grant.role.name.en)} · {grant.unit.name}</Badge>)}</span> },
                    ]}
                  />
                </div>
              </div>
            </Card>
            <Sessions sessions={sessions.value?.data ?? []} onEnded={() => changed("my-sessions")} />
            <MyAccess />
          </div>
          <div className="stack">
            <AuthenticatorCard />
            <PinCard />
            <Card title={t.preferences}>
              <div className="stack">
                <div className="row"><span className="grow">{t.language}</span><Segments label={t.language} value={shown} onValue={(value) => switchLanguage(value as "zh" | "en")} choices={[{ value: "zh", label: "中文" }, { value: "en", label: "English" }]} /></div>
                <div className="stack" style={{ gap: 4 }}>
                  <span>{t.density}</span>
                  <Segments
                    label={t.density} value={liked.density} onValue={(value) => prefer({ density: value as Density })}
                    choices={[{ value: "auto", label: t.auto }, { value: "compact", label: t.compact }, { value: "normal", label: t.normal }, { value: "comfortable", label: t.comfortable }]}
                  />
                </div>
                <Switch label={t.letters} checked={letters} onChecked={switchLetters} />
                <Switch label={t.news} checked={liked.tellsNews} onChecked={(tellsNews) => prefer({ tellsNews })} />
                <p className="dim small">{t.here}</p>
              </div>
            </Card>
          </div>
        </Together>
      </div>
      {changing && <PasswordDialog onClose={() => setChanging(false)} />}
    </Page>
  );
}
