import { Component, ErrorInfo, ReactNode } from "react";
import { connection } from "../lib/connection";
import { dictionary, textsOf } from "../lib/i18n";
import { Button } from "./Button";
import { Empty } from "./State";

const texts = dictionary({
  broken: ["这个页面出错了", "This page failed"],
  brokenHelp: ["其他页面仍可使用。可以重试，或把下面的内容告诉技术支持。", "Other pages still work. Try again, or tell support what is below."],
  missing: ["这部分没有下载完整", "This part could not be fetched"],
  missingHelp: ["可能是网络中断。连接恢复后点重试，其他页面不受影响。", "The connection may be gone. Try again when it is back; other pages are not affected."],
  again: ["重试", "Try again"],
});

const isMissingPart = (error: Error): boolean => /dynamically imported module|Importing a module script failed|error loading/i.test(error.message);
const isConnected = (): boolean => connection.get().online && navigator.onLine;

const reloaded = "peony.reloaded";

/** Keeps a failure in its pane: the shell, the list beside it and everything else stay usable. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { error: Error | undefined }> {
  override state = { error: undefined as Error | undefined };

  static getDerivedStateFromError(error: Error): { error: Error } {
    return { error };
  }

  override componentDidCatch(error: Error, _where: ErrorInfo): void {
    // A chunk of an older build is gone from the server: one reload brings the new one. Without a connection it would bring nothing.
    if (isMissingPart(error) && isConnected() && !sessionStorage.getItem(reloaded)) {
      sessionStorage.setItem(reloaded, "yes");
      location.reload();
    }
  }

  private readonly again = (): void => {
    // A part that could not be fetched is not asked for twice by the page itself.
    if (this.state.error && isMissingPart(this.state.error) && isConnected()) location.reload();
    else this.setState({ error: undefined });
  };

  override render(): ReactNode {
    const { error } = this.state;
    if (!error) return this.props.children;
    const t = textsOf(texts);
    if (isMissingPart(error)) return <Empty icon="wifi-off" title={t.missing} action={<Button icon="refresh-cw" onClick={this.again}>{t.again}</Button>}>{t.missingHelp}</Empty>;
    return (
      <Empty icon="triangle-alert" title={t.broken} action={<Button icon="refresh-cw" onClick={this.again}>{t.again}</Button>}>
        {t.brokenHelp}<br /><span className="mono">{error.name}: {error.message}</span>
      </Empty>
    );
  }
}

/** After a page came up well, the next missing chunk may reload again. */
export const pageWorked = (): void => sessionStorage.removeItem(reloaded);
