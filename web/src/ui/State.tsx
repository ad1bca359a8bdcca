import { ReactElement, ReactNode, useEffect, useRef, useState } from "react";
import { dictionary, useTexts } from "../lib/i18n";
import type { Problem } from "../lib/problem";
import { customerFields, useWords } from "../lib/spoken";
import { Copy } from "./Badge";
import { Button } from "./Button";
import { Icon } from "./Icon";

const texts = dictionary({
  loading: ["加载中", "Loading"],
  again: ["重试", "Try again"],
  failed: ["没有读到数据", "This could not be read"],
  deniedHelp: ["请联系系统管理员或院区管理员授予相应的角色。", "Ask a system admin or your branch admin for a role that holds it."],
  missing: ["没有找到", "Not found"],
  missingHelp: ["它可能已被移走，或不在您的权限范围内。", "It may have been moved, or lies outside of what you may see."],
  about: [(field: string, detail: string) => `${field}：${detail}`, (field: string, detail: string) => `${field}: ${detail}`],
  errorID: ["错误编号", "Error id"],
  waits: [(seconds: number) => `服务器繁忙，${seconds} 秒后自动重试`, (seconds: number) => `The server is busy; trying again in ${seconds} seconds`],
});

/** What belongs here, why it is empty, and one thing to do. */
export function Empty({ icon, title, children, action }: { icon: string; title: string; children?: ReactNode; action?: ReactNode }): ReactElement {
  return (
    <div className="empty">
      <span className="icon-box"><Icon icon={icon} large /></span>
      <h2>{title}</h2>
      {children && <p>{children}</p>}
      {action}
    </div>
  );
}

/** Grey lines after 300 ms; nothing before. */
export function Skeleton({ lines = 6 }: { lines?: number }): ReactElement {
  const t = useTexts(texts);
  return (
    <div className="skeleton" role="status" aria-label={t.loading}>
      {Array.from({ length: lines }, (_, index) => <i key={index} style={{ width: `${88 - ((index * 37) % 50)}%` }} />)}
    </div>
  );
}

/** Why something cannot be shown, and what can be done. */
export function Refusal({ problem, again }: { problem: Problem; again?: (() => void) | undefined }): ReactElement {
  const t = useTexts(texts);
  if (problem.status === 403) return <Empty icon="lock" title={problem.title}>{problem.document?.detail} {t.deniedHelp}</Empty>;
  if (problem.status === 404) return <Empty icon="search-x" title={t.missing}>{t.missingHelp}</Empty>;
  if ((problem.status === 429 || problem.status === 503) && again) return <Waiting problem={problem} again={again} />;
  return (
    <Empty icon={problem.isOffline ? "wifi-off" : "triangle-alert"} title={t.failed} action={again && <Button icon="refresh-cw" onClick={again}>{t.again}</Button>}>
      {problem.text}
      {problem.document?.requestId && <><br />{t.errorID} <Copy text={problem.document.requestId} /></>}
    </Empty>
  );
}

/** A server that asks for patience: counts down, and asks again by itself. Only reads are shown so. */
function Waiting({ problem, again }: { problem: Problem; again: () => void }): ReactElement {
  const t = useTexts(texts);
  const [left, setLeft] = useState(0);
  const latest = useRef(again);
  latest.current = again;
  useEffect(() => {
    const end = Date.now() + Math.min(120, Math.max(5, problem.retryAfter ?? 5)) * 1000;
    const count = () => setLeft(Math.max(0, Math.ceil((end - Date.now()) / 1000)));
    count();
    const timer = setInterval(() => {
      count();
      if (Date.now() < end) return;
      clearInterval(timer);
      latest.current();
    }, 500);
    return () => clearInterval(timer);
  }, [problem]);
  return <Empty icon="hourglass" title={t.waits(left)} action={<Button icon="refresh-cw" onClick={again}>{t.again}</Button>}>{problem.text}</Empty>;
}

/** A refusal inside a form. */
export function FormProblem({ problem, fields = [] }: { problem: Problem | undefined; fields?: readonly string[] }): ReactElement | null {
  const t = useTexts(texts);
  const name = useWords(customerFields);
  if (!problem) return null;
  const besides = problem.besides(fields).map(({ field, detail }) => (field === "" ? detail : t.about(name(field), detail)));
  const isOnlyAboutFields = problem.status === 422 && besides.length === 0 && (problem.document?.errors?.length ?? 0) > 0;
  if (isOnlyAboutFields && (problem.document?.errors?.length ?? 0) === 1) return null;
  return (
    <Notice kind="bad" live>
      <span>{problem.text}{besides.map((line) => <span key={line} className="small"><br />{line}</span>)}</span>
    </Notice>
  );
}

export function Notice({ kind = "info", live, strip, children, action }: { kind?: "info" | "warn" | "bad" | "ok"; live?: boolean; strip?: boolean; children: ReactNode; action?: ReactNode }): ReactElement {
  const icon = { info: "info", warn: "triangle-alert", bad: "circle-alert", ok: "circle-check" }[kind];
  return (
    <div className={`notice ${kind === "info" ? "" : `notice-${kind}`} ${strip ? "notice-strip" : ""}`} role={live ? "alert" : undefined}>
      <Icon icon={icon} />
      <div className={strip ? "" : "grow"}>{children}</div>
      {action}
    </div>
  );
}
