import { Component, ErrorInfo, ReactNode } from "react";
import { textsOf } from "../lib/i18n";
import { Button } from "../ui/Button";
import { Empty } from "../ui/State";
import { shellTexts } from "./texts";

const reloaded = "peony.reloaded";

/** Keeps a failure in its pane: the shell and everything else stay usable. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { error: Error | undefined }> {
  override state = { error: undefined as Error | undefined };

  static getDerivedStateFromError(error: Error): { error: Error } {
    return { error };
  }

  override componentDidCatch(error: Error, _where: ErrorInfo): void {
    // A chunk of an older build is gone from the server: one reload brings the new one.
    if (/dynamically imported module|Importing a module script failed|error loading/i.test(error.message) && !sessionStorage.getItem(reloaded)) {
      sessionStorage.setItem(reloaded, "yes");
      location.reload();
    }
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (!error) return this.props.children;
    const t = textsOf(shellTexts);
    return (
      <Empty icon="triangle-alert" title={t.broken} action={<Button icon="refresh-cw" onClick={() => this.setState({ error: undefined })}>{t.again}</Button>}>
        {t.brokenHelp}<br /><span className="mono">{error.name}: {error.message}</span>
      </Empty>
    );
  }
}

/** After a page came up well, the next missing chunk may reload again. */
export const pageWorked = (): void => sessionStorage.removeItem(reloaded);
