import { ReactElement, ReactNode, useState } from "react";
import { dictionary, useTexts } from "../lib/i18n";
import { Icon } from "./Icon";

export type Tone = "plain" | "ok" | "bad" | "warn" | "info" | "vio" | "brand";

/** A state: always colour, icon and text together. */
export function Badge({ tone = "plain", icon, children }: { tone?: Tone; icon?: string | undefined; children: ReactNode }): ReactElement {
  return <span className={tone === "plain" ? "badge" : `badge badge-${tone}`}>{icon && <Icon icon={icon} />}{children}</span>;
}

/** The first letter of a name; the name itself stands beside it. */
export function Avatar({ name, size = "normal" }: { name: string; size?: "small" | "normal" | "large" }): ReactElement {
  return <span className={size === "normal" ? "avatar" : `avatar avatar-${size}`} aria-hidden="true">{[...name][0] ?? "·"}</span>;
}

const texts = dictionary({
  copy: [(text: string) => `复制 ${text}`, (text: string) => `Copy ${text}`],
  copied: ["已复制", "Copied"],
});

/** An id or a token in monospace, copied by a click. */
export function Copy({ text, shown }: { text: string; shown?: string }): ReactElement {
  const t = useTexts(texts);
  const [isCopied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard?.writeText(text);
    setCopied(true);
    setTimeout(() => setCopied(false), 1600);
  };
  return (
    <button type="button" className="copy" onClick={() => void copy()} aria-label={isCopied ? t.copied : t.copy(text)} title={text}>
      <span className="clip">{shown ?? text}</span>
      <Icon icon={isCopied ? "check" : "copy"} />
    </button>
  );
}

/** An id by its end: enough to tell two apart on a screen. */
export const ShortID = ({ id }: { id: string }): ReactElement => <Copy text={id} shown={"…" + id.slice(-8)} />;
