import { AnchorHTMLAttributes, ButtonHTMLAttributes, forwardRef, ReactElement } from "react";
import { connection } from "../lib/connection";
import { dictionary, useTexts } from "../lib/i18n";
import { Link } from "../lib/router";
import { useStore } from "../lib/store";
import { Icon } from "./Icon";

interface Look {
  icon?: string | undefined;
  kind?: "plain" | "primary" | "danger" | "quiet" | undefined;
  block?: boolean | undefined;
}

type ButtonProps = Look & ButtonHTMLAttributes<HTMLButtonElement> & {
  /** While it waits for the server: keeps its place and says so. */
  busy?: boolean | undefined;
  /** Writes need a connection. */
  writes?: boolean | undefined;
};

const texts = dictionary({
  busy: ["处理中…", "Working…"],
  offline: ["离线时不能保存", "Not possible while offline"],
});

const look = ({ kind = "plain", block }: Look, isIconOnly: boolean): string =>
  ["button", kind === "plain" ? "" : `button-${kind}`, block ? "button-block" : "", isIconOnly ? "button-icon" : ""].filter(Boolean).join(" ");

export const Button = forwardRef<HTMLButtonElement, ButtonProps>(function Button(
  { icon, kind, block, busy, writes, children, disabled, type = "button", title, className, ...rest }, ref,
) {
  const t = useTexts(texts);
  const { online } = useStore(connection);
  const isOff = writes === true && !online;
  return (
    <button
      {...rest} ref={ref} type={type} disabled={disabled || isOff} aria-disabled={busy || undefined}
      onClick={busy ? (event) => event.preventDefault() : rest.onClick}
      className={`${look({ kind, block }, children === undefined)} ${className ?? ""}`} title={isOff ? t.offline : title}
    >
      {icon && <Icon icon={icon} />}
      {busy ? t.busy : children}
    </button>
  );
});

/** A button with an icon alone; the label is for screen readers and the tooltip. */
export const IconButton = forwardRef<HTMLButtonElement, ButtonProps & { label: string; icon: string }>(function IconButton({ label, ...rest }, ref) {
  return <Button kind="quiet" {...rest} ref={ref} aria-label={label} title={label} />;
});

/** A link that looks like a button. */
export function ButtonLink({ icon, kind, block, children, to, className, ...rest }: Look & AnchorHTMLAttributes<HTMLAnchorElement> & { to: string }): ReactElement {
  return (
    <Link {...rest} to={to} className={`${look({ kind, block }, children === undefined)} ${className ?? ""}`}>
      {icon && <Icon icon={icon} />}
      {children}
    </Link>
  );
}
